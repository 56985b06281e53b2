/** Whether bucket, edges and lines can carry photos: every cache has somebody to fetch from. */
import type { NodeSpec } from '../models/index.ts';
import { didYouMean } from './nearest.ts';
import type { ProblemList } from './problem.ts';
import type { Scenario } from './scenario.ts';

const TIERS = ['edge', 'shield'] as const;

export function checkMedia(list: ProblemList, { nodes }: Scenario): void {
  const named = (kinds: readonly NodeSpec['kind'][]) =>
    nodes.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
  nodes.forEach(({ kind, name, settings }, place) => {
    const path = ['nodes', place, 'settings'];
    const { parent, tier, edge, nicMbps } = settings;
    if (nicMbps !== undefined && !(Number(nicMbps) > 0)) {
      list.add([...path, 'nicMbps'], `${nicMbps} Mbit/s never arrives: expected more than 0`);
    }
    if (kind === 'phone' && edge !== undefined) mustBeOne(list, path, 'edge', edge, named(['cdn']));
    if (kind !== 'cdn') return;
    if (tier !== undefined) list.oneOf([...path, 'tier'], 'tier', String(tier), TIERS);
    const parents = named(['cdn', 'object-store']).filter((each) => each !== name);
    if (parent !== undefined) mustBeOne(list, path, 'parent', parent, parents);
    else if (named(['object-store']).length === 0) {
      list.add(
        path,
        `${name} has no parent to fetch from: add an object-store, or name its parent`,
      );
    }
    if (comesBack(name, nodes)) {
      list.add(
        [...path, 'parent'],
        `${name} would ask itself in the end: let a tier ask the bucket`,
      );
    }
  });
}

function mustBeOne(
  list: ProblemList,
  path: readonly (string | number)[],
  key: 'edge' | 'parent',
  value: string | number,
  known: readonly string[],
): void {
  if (known.includes(String(value))) return;
  const what = key === 'edge' ? 'cache' : 'cache or bucket';
  list.add([...path, key], `there is no ${what} "${value}"${didYouMean(String(value), known)}`);
}

/** Whether a cache's parents lead back to it. */
function comesBack(name: string, nodes: readonly NodeSpec[]): boolean {
  let at = name;
  for (let step = 0; step < nodes.length; step += 1) {
    const parent = nodes.find((each) => each.name === at)?.settings['parent'];
    if (parent === undefined) return false;
    if (parent === name) return true;
    at = String(parent);
  }
  return false;
}
