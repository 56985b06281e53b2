/** A small chat deployment for stories: what people do, what strikes, what the phones show. */
import { RECORD, RECORD_NAMES, STATUSES, type AnyDesign } from '../../src/models/index.ts';
import { checkContextOf, Judge, type CheckVerdict } from '../../src/checks/index.ts';
import {
  deploy,
  designFor,
  scriptedPlan,
  type Action,
  type Deployment,
  type Scenario,
} from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';

export interface Chat {
  readonly script: readonly (readonly [atMs: number, action: Action])[];
  readonly design?: AnyDesign;
  readonly with?: Deployment['with'];
  readonly brokers?: number;
  readonly durationMs?: number;
  readonly seed?: string;
  readonly phones?: Deployment['phones'];
  readonly checks?: Scenario['checks'];
}

/** What a delivery is judged by; presence, sealing and load have stories of their own. */
const DELIVERY_CHECKS = [
  'no-acked-loss',
  'shown-once',
  'sender-order',
  'honest-ticks',
  'ticks-forward',
  'eventual-delivery',
  'no-ghosts',
] as const;

const steady = (floorMs: number) => ({ floorMs, jitterMs: 0, loss: 0 });

/** Ana lives on server 1, Ben on server 7, by the balancer's ring. Latencies do not vary. */
export function chatScenario(chat: Chat): Scenario {
  const phones = chat.phones ?? { ana: 'ios', ben: 'android' };
  const members = Object.keys(phones);
  return {
    id: 'story',
    title: 'A story',
    nodes: deploy({
      phones,
      servers: ['server-1', 'server-7'],
      with: chat.with ?? ['redis', 'cassandra'],
      settings: { kafka: { rebalanceDelayMs: 100 } },
      ...(chat.brokers === undefined ? {} : { brokers: chat.brokers }),
    }),
    conversations: [{ name: 'ana-ben', members }],
    network: { mobile: steady(30), datacentre: steady(1), push: steady(100) },
    script: chat.script.map(([atMs, action]) => ({ atMs, action })),
    chatter: [],
    faults: { most: 0, fromMs: 0, untilMs: 0, kinds: [] },
    durationMs: chat.durationMs ?? 30_000,
    boundMs: 15_000,
    checks: chat.checks ?? DELIVERY_CHECKS,
    design: { heartbeatMs: 5000, pongTimeoutMs: 2000, ...chat.design },
  };
}

export function runChat(chat: Chat): Run {
  const scenario = chatScenario(chat);
  const run = new Run({
    scenario,
    design: designFor(scenario),
    seed: chat.seed ?? 'story',
    plan: scriptedPlan(scenario),
    edits: [],
  });
  run.finish();
  return run;
}

export const says = (phone: string, text: string): Action => ({
  do: 'operate',
  phone,
  operation: { act: 'type', conversation: 'ana-ben', text },
});

interface Line {
  readonly timeMs: number;
  readonly node: string;
  readonly kind: string;
  readonly message: string;
  readonly a: number;
  readonly b: number;
}

export function linesOf(run: Run): Line[] {
  const lines: Line[] = [];
  for (let index = 0; index < run.trace.length; index++) {
    const { timeUs, node, kind, message, a, b } = run.trace.readRecord(index);
    lines.push({
      timeMs: timeUs / 1000,
      node: run.topology.nodes[node]?.name ?? '',
      kind: RECORD_NAMES[kind] ?? '',
      message: message < 0 ? '' : run.trace.names.text(message),
      a,
      b,
    });
  }
  return lines;
}

/** Messages in the order in which a phone showed them, once for each time. */
export function shownOn(run: Run, phone: string): string[] {
  return linesOf(run)
    .filter(({ node, kind }) => node === phone && kind === 'shown')
    .map(({ message }) => message);
}

/** The ticks that the sender saw on a message, one after the other. */
export function ticksOf(run: Run, message: string): string[] {
  return linesOf(run)
    .filter((line) => line.kind === 'status' && line.message === message)
    .map(({ a }) => STATUSES[a] ?? '');
}

/** How often a node sent or lost a type of packet. */
export function countOf(run: Run, kind: 'sent' | 'lost', packet: string, node?: string): number {
  let count = 0;
  for (let index = 0; index < run.trace.length; index++) {
    const record = run.trace.readRecord(index);
    if (record.kind !== RECORD[kind] || run.trace.names.text(record.b) !== packet) continue;
    if (node === undefined || run.topology.nodes[record.node]?.name === node) count++;
  }
  return count;
}

export function verdictsOf(run: Run): readonly CheckVerdict[] {
  const judge = new Judge(
    run.input.scenario.checks,
    checkContextOf(run.input, run.topology, run.trace.names),
  );
  for (let index = 0; index < run.trace.length; index++) judge.step(run.trace.readRecord(index));
  return judge.finish();
}

export const brokenIn = (run: Run): string[] =>
  verdictsOf(run)
    .filter(({ verdict }) => verdict === 'broken')
    .map(({ id }) => id);
