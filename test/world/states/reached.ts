/** The named states that the nodes of a run were in, from its trace: 'phone app: killed'. */
import { components, RECORD } from '../../../src/models/index.ts';
import { compiledMachine } from '../../../src/world/machines.ts';
import type { Run } from '../../../src/world/index.ts';

/** Every named state of every machine of every component. */
export function namedStates(): string[] {
  return Object.values(components).flatMap(({ kind, regions }) =>
    regions.flatMap(({ name, machine }) =>
      compiledMachine(machine).stateNames.map((state) => `${kind} ${name}: ${state}`),
    ),
  );
}

/** Runs to the end, unless it has; where each machine began counts too. */
export function statesReached(run: Run): Set<string> {
  const reached = new Set<string>();
  run.topology.nodes.forEach(({ kind }, node) => {
    for (const { region, state } of run.inspect(node).states) {
      // A crashed node has none.
      if (state === 'not running') continue;
      reached.add(`${kind} ${region}: ${state}`);
    }
  });
  run.finish();
  const text = (id: number) => run.trace.names.text(id);
  for (let index = 0; index < run.trace.length; index += 1) {
    const { kind, node, a, b, c } = run.trace.readRecord(index);
    if (kind !== RECORD.state) continue;
    const owner = run.topology.nodes[node]!.kind;
    for (const state of [b, c]) reached.add(`${owner} ${text(a)}: ${text(state)}`);
  }
  return reached;
}
