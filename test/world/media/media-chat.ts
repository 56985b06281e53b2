/** Ana sends photos to Ben (and Cy): a line of 8 Mbit/s, a bucket, an edge, and what becomes of it. */
import { MIB, type AnyDesign, type NodeSpec } from '../../../src/models/index.ts';
import {
  designFor,
  scriptedPlan,
  type Action,
  type Scenario,
} from '../../../src/scenarios/index.ts';
import { Run } from '../../../src/world/index.ts';
import { chatScenario, linesOf, type Chat } from '../chat.ts';

export const sendsPhoto = (phone: string, miB: number, text = 'Look'): Action => ({
  do: 'operate',
  phone,
  operation: { act: 'attach', conversation: 'ana-ben', text, bytes: Math.round(miB * MIB) },
});

export interface MediaChat extends Omit<Chat, 'with'> {
  readonly settings?: Readonly<Record<string, NodeSpec['settings']>>;
  /** Megabits a second on the phones' lines. */
  readonly mbps?: number;
  readonly without?: readonly string[];
  readonly extra?: readonly NodeSpec[];
  readonly conversations?: Scenario['conversations'];
  readonly service?: NodeSpec['service'];
}

export function mediaScenario(chat: MediaChat): Scenario {
  const plain = chatScenario({
    ...chat,
    with: ['redis', 'cassandra', 'object-store', 'cdn'],
    design: { pongTimeoutMs: 5000, heartbeatMs: 10_000, ...chat.design },
  });
  const shield: NodeSpec = { name: 'shield', kind: 'cdn', settings: { tier: 'shield' } };
  const isThere = ({ name }: NodeSpec) => chat.without?.includes(name) !== true;
  const nodes = [...plain.nodes, shield, ...(chat.extra ?? [])].filter(isThere).map((node) => ({
    ...node,
    ...(node.kind === 'chat-server' && chat.service !== undefined ? { service: chat.service } : {}),
    settings: {
      ...node.settings,
      ...(node.name === 'edge' && isThere(shield) ? { parent: 'shield' } : {}),
      ...chat.settings?.[node.kind],
      ...chat.settings?.[node.name],
    },
  }));
  const { mobile } = plain.network;
  const network = { ...plain.network, mobile: { ...mobile, mbps: chat.mbps ?? 8 } };
  return { ...plain, nodes, network, conversations: chat.conversations ?? plain.conversations };
}

export function runMedia(chat: MediaChat): Run {
  const scenario = mediaScenario(chat);
  const design: AnyDesign = designFor(scenario);
  const plan = scriptedPlan(scenario);
  const run = new Run({ scenario, design, seed: chat.seed ?? 'media', plan, edits: [] });
  run.finish();
  return run;
}

/** Times in ms at which a kind of record was written, with its first two fields. */
export const timesOf = (run: Run, kind: string, node?: string) =>
  linesOf(run)
    .filter((line) => line.kind === kind && (node === undefined || line.node === node))
    .map(({ timeMs, a, b }) => ({ timeMs, a, b }));

/** What the bucket answered, command by command. */
export function answersOf(run: Run, node = 'bucket'): string[] {
  return linesOf(run)
    .filter((line) => line.kind === 'served' && line.node === node)
    .map(({ a, b }) => `${run.trace.names.text(a)}: ${run.trace.names.text(b)}`);
}
