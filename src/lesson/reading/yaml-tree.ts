/** Refuses what YAML allows and a lesson must not hold: anchors, tags, odd keys, and too much of anything. */
import { isAlias, isMap, isNode, isPair, isScalar, isSeq } from 'yaml';
import type { Node, Pair, YAMLMap } from 'yaml';
import { LIMITS } from './limits.ts';
import type { Place, Problems } from './problem.ts';

type PlaceOf = (offset: number) => Place;

/** Names that would reach behind an object instead of into it. */
const ODD_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Adds a problem for each offence in the tree. */
export function checkYamlTree(root: Node, placeOf: PlaceOf, problems: Problems): void {
  let nodes = 0;
  // A stack of our own: the depth of the tree is the very thing in doubt.
  const open: { item: unknown; depth: number }[] = [{ item: root, depth: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { item, depth } = next;
    if (isPair(item)) {
      open.push({ item: item.value, depth });
      continue;
    }
    if (!isNode(item)) continue;
    nodes += 1;
    const place = placeOf(item.range?.[0] ?? 0);
    if (nodes > LIMITS.yamlNodes) {
      problems.add(place, 'E-COUNT', `a block holds at most ${LIMITS.yamlNodes} values`);
      return;
    }
    if (depth > LIMITS.yamlNesting) {
      problems.add(place, 'E-DEPTH', `lists and fields nest at most ${LIMITS.yamlNesting} deep`);
      return;
    }
    checkNode(item, place, problems);
    if (isMap(item)) checkKeys(item, placeOf, problems);
    if (isMap(item) || isSeq(item)) {
      for (const inner of item.items) open.push({ item: inner, depth: depth + 1 });
    }
  }
}

function checkNode(node: Node, place: Place, problems: Problems): void {
  const anchor = 'anchor' in node ? node.anchor : undefined;
  if (isAlias(node) || anchor !== undefined) {
    const sign = isAlias(node) ? `*${node.source}` : `&${anchor}`;
    problems.add(place, 'E-ALIAS', `"${sign}" refers to another place: write the value out`);
    return;
  }
  if (isScalar(node) && typeof node.value === 'string' && node.value.length > LIMITS.yamlText) {
    problems.add(place, 'E-SIZE', `a text has at most ${LIMITS.yamlText} characters`);
  }
}

function checkKeys(map: YAMLMap, placeOf: PlaceOf, problems: Problems): void {
  if (map.items.length > LIMITS.yamlKeys) {
    const message = `${map.items.length} fields in one place; at most ${LIMITS.yamlKeys} are allowed`;
    problems.add(placeOf(map.range?.[0] ?? 0), 'E-KEYS', message);
    return;
  }
  const seen = new Map<string, number>();
  for (const pair of map.items) {
    const place = placeOf(isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0);
    const key = keyOf(pair);
    if (key === undefined) {
      problems.add(place, 'E-KEY', 'the name of a field is a word, not a list or a number');
      continue;
    }
    if (key === '<<') problems.add(place, 'E-ALIAS', '"<<" merges other fields: write them out');
    if (ODD_KEYS.has(key)) problems.add(place, 'E-KEY', `"${key}" is not a name for a field`);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, place.line);
    else problems.add(place, 'E-DUP', `"${key}" is here already, in line ${first}`);
  }
}

function keyOf(pair: Pair): string | undefined {
  return isScalar(pair.key) && typeof pair.key.value === 'string' ? pair.key.value : undefined;
}
