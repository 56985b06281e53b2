/** The small deployment of the stories on a ring of three Cassandra nodes with three copies. */
import type { NodeSpec } from '../../src/models/index.ts';
import { designFor, scriptedPlan, type Scenario } from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';
import { chatScenario, type Chat } from './chat.ts';

const RING = ['cassandra-1', 'cassandra-2', 'cassandra-3'] as const;

/** Gossip ten times as fast as by default, so that a dead node is known for dead within seconds. */
const QUICK = { gossipMs: 100, write_request_timeout_in_ms: 500, read_request_timeout_in_ms: 500 };

/** Each server asks one node of the ring, so that a story knows who coordinates. */
const CONTACTS: Readonly<Record<string, NodeSpec['settings']>> = {
  'server-1': { contact: 'cassandra-1' },
  'server-7': { contact: 'cassandra-3' },
};

export function ringScenario(chat: Chat): Scenario {
  const plain = chatScenario(chat);
  const nodes = plain.nodes.flatMap((node): NodeSpec[] => {
    if (node.kind !== 'cassandra') {
      return [{ ...node, settings: { ...node.settings, ...CONTACTS[node.name] } }];
    }
    return RING.map((name) => ({ name, kind: 'cassandra', settings: QUICK }));
  });
  return { ...plain, nodes, design: { storeReplicas: 3, ...plain.design } };
}

export function runRingChat(chat: Chat): Run {
  const scenario = ringScenario(chat);
  const plan = scriptedPlan(scenario);
  const run = new Run({ scenario, design: designFor(scenario), seed: 'story', plan, edits: [] });
  run.finish();
  return run;
}
