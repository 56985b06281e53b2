/** Whether a ring of Cassandra nodes can do what its design asks: copies, levels, tokens, contacts. */
import {
  blockFor,
  components,
  topologyOf,
  type AnyDesign,
  type ConsistencyLevel,
  type KnobTable,
} from '../models/index.ts';
import type { ProblemList } from './problem.ts';
import type { Scenario } from './scenario.ts';

interface Impossible {
  readonly key: string;
  /** A sentence: what could never be, and what to do. */
  readonly message: string;
}

/** What of a whole design no ring of so many nodes could ever do; [] where there is no ring. */
export function impossibleOnRing({ nodes }: Scenario, design: AnyDesign): readonly Impossible[] {
  const sizes = new Map<string, number>();
  for (const { kind, settings } of nodes) {
    const region = String(settings['region'] ?? '');
    if (kind === 'cassandra') sizes.set(region, (sizes.get(region) ?? 0) + 1);
  }
  const copies = Number(design['storeReplicas'] ?? 1);
  for (const [region, count] of sizes) {
    if (copies <= count) continue;
    const where = sizes.size === 1 ? 'this scenario' : `the region ${region}`;
    const ring = count === 1 ? 'one Cassandra node' : `${count} Cassandra nodes`;
    const message = `${copies} copies need ${copies} nodes, and ${where} has ${ring}: deploy more, or set storeReplicas to ${count} or less`;
    return [{ key: 'storeReplicas', message }];
  }
  if (sizes.size === 0) return [];
  return ['writeConsistency', 'readConsistency'].flatMap((key) => {
    const level = String(design[key] ?? 'ONE') as ConsistencyLevel;
    const needed = blockFor(level, copies * sizes.size);
    if (needed <= copies * sizes.size) return [];
    const kept = copies === 1 ? 'one copy is' : `${copies} copies are`;
    const message = `${level} waits for ${needed} copies of a row, and only ${kept} kept (storeReplicas): it could never be met`;
    return [{ key, message }];
  });
}

export function checkRing(list: ProblemList, scenario: Scenario, knobs: KnobTable): void {
  const initial = Object.entries(knobs).map(([key, knob]) => [key, knob.initial]);
  const design = { ...Object.fromEntries(initial), ...scenario.design };
  for (const { key, message } of impossibleOnRing(scenario, design)) {
    list.add(['design', key], message);
  }
  checkContacts(list, scenario);
  checkTokens(list, scenario);
}

/** A chat server's setting `contact` names the one node that it asks. */
function checkContacts(list: ProblemList, { nodes }: Scenario): void {
  const ring = nodes.filter(({ kind }) => kind === 'cassandra').map(({ name }) => name);
  nodes.forEach(({ kind, settings }, place) => {
    const { contact } = settings;
    if (kind !== 'chat-server' || contact === undefined) return;
    list.oneOf(['nodes', place, 'settings', 'contact'], 'Cassandra node', String(contact), ring);
  });
}

/** The model itself says which settings no ring could start with. */
function checkTokens(list: ProblemList, { nodes }: Scenario): void {
  const ring = nodes.filter(({ kind }) => kind === 'cassandra');
  const topology = topologyOf(ring, []);
  for (const node of ring) {
    try {
      components.cassandra.createStore(node, topology);
    } catch (error) {
      list.add(['nodes', nodes.indexOf(node), 'settings'], (error as Error).message);
    }
  }
}
