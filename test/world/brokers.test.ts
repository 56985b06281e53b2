/** A chat over three brokers: what the sender's tick is worth when brokers die, by policy. */
import { describe, expect, test } from 'vitest';
import { RECORD, type AnyDesign } from '../../src/models/index.ts';
import { alarms, seedsOf } from './brokers-swarm.ts';
import {
  brokenIn,
  chatScenario,
  countOf,
  linesOf,
  runChat,
  says,
  shownOn,
  ticksOf,
} from './chat.ts';
import { designFor, scriptedPlan } from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';

const SAFE: AnyDesign = {
  log: 'kafka',
  hop: 'consumer',
  ackAt: 'log',
  replicas: 3,
  minInSyncReplicas: 2,
};
const crash = (node: string) => ({ do: 'crash', node }) as const;
const restart = (node: string) => ({ do: 'restart', node }) as const;
const cut = (node: string, peer: string) => ({ do: 'cut', node, peer }) as const;

const chat = (design: AnyDesign, script: Parameters<typeof runChat>[0]['script']) => ({
  brokers: 3,
  with: ['redis', 'kafka', 'cassandra'] as const,
  checks: [
    'no-acked-loss',
    'shown-once',
    'accepted-once',
    'honest-ticks',
    'eventual-delivery',
    'conservation',
  ] as const,
  design: { ...SAFE, ...design },
  script,
  durationMs: 70_000,
});

/** The conversation of Ana and Ben lies in partition 4, which kafka-2 leads first. */
const LEADER = 'kafka-2';

describe('a chat over three brokers', () => {
  test('goes on when the leader of its partition dies: another is elected and found', () => {
    const run = runChat(
      chat({}, [
        [4000, says('ana', 'One')],
        [12_000, crash(LEADER)],
        [13_000, says('ana', 'Two')],
      ]),
    );
    expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
    expect(ticksOf(run, 'ana/m2')).toEqual(['clock', 'sent', 'delivered']);
    expect(brokenIn(run)).toEqual([]);
    // The tick waited until the old leader's session was over: nine seconds after its heartbeat.
    const tick = linesOf(run).findLast((line) => line.kind === 'status' && line.a === 1);
    expect(tick?.timeMs).toBeGreaterThan(19_000);
    expect(countOf(run, 'sent', 'metadata')).toBeGreaterThan(1);
  });

  test('with all replicas on one broker stops with it', () => {
    const run = runChat(
      chat({ replicas: 1, minInSyncReplicas: 1 }, [
        [12_000, crash(LEADER)],
        [13_000, says('ana', 'Two')],
      ]),
    );
    expect(ticksOf(run, 'ana/m1')).toEqual(['clock']);
    expect(shownOn(run, 'ben')).toEqual([]);
  });

  test('moves its consumers to the broker that coordinates them now, and commits go on there', () => {
    const run = runChat(
      chat({}, [
        [8000, says('ana', 'One')],
        // abs("delivery".hashCode()) % 50 is 46, a partition of the offsets that kafka-2 leads first.
        [12_000, crash(LEADER)],
        [40_000, says('ana', 'Two')],
        [50_000, restart(LEADER)],
        [60_000, says('ben', 'Three')],
      ]),
    );
    expect(brokenIn(run)).toEqual([]);
    expect([shownOn(run, 'ben'), shownOn(run, 'ana')]).toEqual([['ana/m1', 'ana/m2'], ['ben/m1']]);
    const committers = linesOf(run).filter(({ kind }) => kind === 'committed');
    expect(new Set(committers.map(({ node }) => node)).size).toBe(2);
  });

  test('a coordinator that is cut off from the others gives its group up when it hears of it', () => {
    const others = ['kafka-1', 'kafka-3', 'kafka-controller'];
    const run = runChat(
      chat({}, [
        [8000, says('ana', 'One')],
        ...others.map((peer) => [12_000, cut(LEADER, peer)] as const),
        [20_000, says('ana', 'Two')],
        ...others.map((peer) => [35_000, { do: 'heal', node: LEADER, peer }] as const),
        [50_000, says('ben', 'Three')],
      ]),
    );
    expect(brokenIn(run)).toEqual([]);
    expect([shownOn(run, 'ben'), shownOn(run, 'ana')]).toEqual([['ana/m1', 'ana/m2'], ['ben/m1']]);
  });

  /** The leader is cut off from its followers, a message is sent, and the leader dies. */
  const lastWords = [
    [4000, says('ana', 'One')],
    [9000, cut('kafka-2', 'kafka-1')],
    [9000, cut('kafka-2', 'kafka-3')],
    [9500, says('ana', 'Last words')],
    [9900, cut('kafka-2', 'server-1')],
    [9900, cut('kafka-2', 'server-7')],
    [10_000, crash('kafka-2')],
    ...['kafka-1', 'kafka-3', 'server-1', 'server-7'].map(
      (peer) => [30_000, { do: 'heal', node: 'kafka-2', peer }] as const,
    ),
    [30_000, restart('kafka-2')],
  ] as const;
  const deliverAt = (acks: string) => runChat(chat({ acks, commit: 'after' }, lastWords));

  test('loses a message with acks=1 that its sender saw a tick on, and with acks=all does not', () => {
    const [one, all] = [deliverAt('1'), deliverAt('all')];
    expect(ticksOf(one, 'ana/m2')).toEqual(['clock', 'sent']);
    expect(shownOn(one, 'ben')).toEqual(['ana/m1']);
    expect(brokenIn(one)).toContain('no-acked-loss');
    expect(ticksOf(all, 'ana/m2')).toEqual(['clock', 'sent', 'delivered']);
    expect(brokenIn(all)).toEqual([]);
  });

  test('with acks=0 tells its sender about a record that no broker took', () => {
    const run = runChat(chat({ acks: '0' }, [[9400, crash('kafka-2')], ...lastWords]));
    expect(ticksOf(run, 'ana/m2')).toEqual(['clock', 'sent']);
    expect(brokenIn(run)).toContain('no-acked-loss');
  });

  /** One answer of the log is lost, so that the producer sends the record again. */
  const lostAnswer = (idempotence: string) =>
    runChat(
      chat({ idempotence, produceRetries: 1000 }, [
        [3000, { do: 'drop', packet: 'produceReply', message: 'ana/m1', nth: 1 }],
        [4000, says('ana', 'One')],
        [8000, says('ana', 'Two')],
      ]),
    );
  const written = (run: ReturnType<typeof runChat>) =>
    linesOf(run).filter(({ kind, message, node }) => {
      return kind === 'appended' && message === 'ana/m1' && node === LEADER;
    }).length;

  test('writes a record twice when an answer is lost, unless its producer is idempotent', () => {
    const [plain, idempotent] = [lostAnswer('off'), lostAnswer('on')];
    expect([written(plain), written(idempotent)]).toEqual([2, 1]);
    expect(
      linesOf(idempotent).some(({ kind, node }) => kind === 'duplicate' && node === LEADER),
    ).toBe(true);
    expect([brokenIn(plain), brokenIn(idempotent)]).toEqual([[], []]);
    expect(shownOn(plain, 'ben')).toEqual(['ana/m1', 'ana/m2']);
  });

  test('hands over by a topic of the other server, on several brokers too', () => {
    const run = runChat(chat({ hop: 'topic' }, [[9000, says('ana', 'One')]]));
    expect(shownOn(run, 'ben')).toEqual(['ana/m1']);
    expect(brokenIn(run)).toEqual([]);
  });

  test('says in the trace who was elected and who is in sync', () => {
    const run = runChat(chat({}, [[9000, crash(LEADER)]]));
    const kinds = [RECORD.elected, RECORD.inSync, RECORD.fenced];
    for (const kind of kinds) {
      const at = Array.from({ length: run.trace.length }, (_, index) =>
        run.trace.readRecord(index),
      );
      expect(at.filter((record) => record.kind === kind).length).toBeGreaterThan(0);
    }
  });
});

test('a run over brokers goes on from a checkpoint as if it had never stopped', () => {
  const scenario = chatScenario(
    chat({ idempotence: 'on', produceRetries: 20 }, [
      [4000, says('ana', 'One')],
      [12_000, crash(LEADER)],
      [13_000, says('ana', 'Two')],
      [30_000, restart(LEADER)],
      [40_000, says('ben', 'Three')],
    ]),
  );
  const design = designFor(scenario);
  const input = { scenario, design, seed: 'story', plan: scriptedPlan(scenario), edits: [] };
  const run = new Run(input);
  const kept = [];
  while (run.runTo({ timeUs: run.nowUs + 12_000_000 }) === 'running') kept.push(run.checkpoint());
  expect(kept.length).toBeGreaterThan(4);
  for (const start of kept) {
    const rest = Run.from(start, input);
    rest.finish();
    expect([start.ordinal, rest.digest()]).toEqual([start.ordinal, run.digest()]);
  }
});

test('a few seeds of every fault do no harm where two replicas must be in sync', () => {
  expect(alarms({}, seedsOf('quick', 0, 3))).toEqual([]);
});
