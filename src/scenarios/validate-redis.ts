/** Whether Redis can do what a design asks: so many replicas, and settings that a node could start with. */
import { components, topologyOf, type AnyDesign, type KnobTable } from '../models/index.ts';
import type { ProblemList } from './problem.ts';
import type { Scenario } from './scenario.ts';

interface Impossible {
  readonly key: string;
  /** A sentence: what could never be, and what to do. */
  readonly message: string;
}

const isReplica = (settings: Scenario['nodes'][number]['settings']): boolean =>
  settings['role'] === 'replica';

/** What of a whole design no Redis of so many replicas could do; [] where there is no Redis. */
export function impossibleAtRedis({ nodes }: Scenario, design: AnyDesign): readonly Impossible[] {
  const masters = nodes.filter(({ kind, settings }) => kind === 'redis' && !isReplica(settings));
  if (masters.length === 0) return [];
  const replicasOf = (master: string): number =>
    nodes.filter(({ settings }) => isReplica(settings) && settings['of'] === master).length;
  const fewest = Math.min(...masters.map(({ name }) => replicasOf(name)));
  const has = fewest === 1 ? 'one' : `${fewest}`;
  const impossible: Impossible[] = [];
  const least = Number(design['minReplicasToWrite'] ?? 0);
  if (least > fewest) {
    const message = `min-replicas-to-write is ${least}, and a master here has ${has}: no write could succeed (NOREPLICAS); deploy more replicas, or set minReplicasToWrite to ${fewest} or less`;
    impossible.push({ key: 'minReplicasToWrite', message });
  }
  const awaited = design['ordering'] === 'counter' ? Number(design['counterReplicas'] ?? 0) : 0;
  if (awaited > fewest) {
    const message = `WAIT would ask for ${awaited} replicas that have the number, and a master here has ${has}: no message could be accepted; deploy more replicas, or set counterReplicas to ${fewest} or less`;
    impossible.push({ key: 'counterReplicas', message });
  }
  return impossible;
}

export function checkRedis(list: ProblemList, scenario: Scenario, knobs: KnobTable): void {
  const initial = Object.entries(knobs).map(([key, knob]) => [key, knob.initial]);
  const design = { ...Object.fromEntries(initial), ...scenario.design };
  for (const { key, message } of impossibleAtRedis(scenario, design)) {
    list.add(['design', key], message);
  }
  checkSettings(list, scenario);
}

/** The models themselves say which settings no Redis and no PostgreSQL could start with. */
function checkSettings(list: ProblemList, { nodes, conversations }: Scenario): void {
  const topology = topologyOf(nodes, conversations);
  nodes.forEach((node, place) => {
    if (node.kind !== 'redis' && node.kind !== 'postgresql') return;
    try {
      components[node.kind].createStore(node, topology);
    } catch (error) {
      list.add(['nodes', place, 'settings'], (error as Error).message);
    }
  });
}
