/**
 * Nodes of one kind in a run of the real world, and a person at a terminal a millisecond away from
 * each: what is typed at a time is sent by the terminal, a phone of the test's own making.
 */
import type { AnyComponent, AnyDesign, ComponentKind, NodeSpec } from '../../src/models/index.ts';
import type { Action, Scenario } from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';

export type TerminalScript = readonly (readonly [atMs: number, what: string | Action])[];

export interface TerminalRun {
  /** The name of the terminal's node, which stands behind the others. */
  readonly terminal: string;
  readonly settings?: NodeSpec['settings'];
  readonly client: AnyComponent;
  readonly nodes: readonly NodeSpec[];
  /** Links that are not a millisecond long. */
  readonly network?: Partial<Scenario['network']>;
  readonly script: TerminalScript;
  readonly durationMs: number;
  readonly design: AnyDesign;
  /** Its draws of luck. */
  readonly seed: string;
  readonly components?: Partial<Record<ComponentKind, AnyComponent>>;
}

const NEAR = { floorMs: 1, jitterMs: 0, loss: 0 };

/** The run, finished. */
export function runAtTerminal(wanted: TerminalRun): Run {
  const { terminal, client, nodes, network, script, durationMs, settings = {} } = wanted;
  const scenario: Scenario = {
    id: terminal,
    title: `A person at ${terminal}`,
    nodes: [...nodes, { name: terminal, kind: 'phone', settings }],
    conversations: [],
    network: { mobile: NEAR, datacentre: NEAR, push: NEAR, ...network },
    script: [],
    chatter: [],
    faults: { most: 0, fromMs: 0, untilMs: 0, kinds: [] },
    durationMs,
    boundMs: 1000,
    checks: [],
    design: {},
  };
  const typed = (text: string): Action => ({
    do: 'operate',
    phone: terminal,
    operation: { act: 'type', conversation: '', text },
  });
  const items = script.map(([atMs, what], at) => ({
    id: `step ${at}`,
    atUs: atMs * 1000,
    action: typeof what === 'string' ? typed(what) : what,
  }));
  const { design, seed, components } = wanted;
  const run = new Run({
    scenario,
    design,
    seed,
    plan: { items },
    edits: [],
    components: { phone: client, ...components },
  });
  run.finish();
  return run;
}
