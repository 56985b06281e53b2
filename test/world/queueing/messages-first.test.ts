/** A chat server that serves messages before heartbeats, in runs of the whole deployment. */
import { expect, test } from 'vitest';
import { RECORD, type ServiceSpec } from '../../../src/models/index.ts';
import { designFor, scriptedPlan } from '../../../src/scenarios/index.ts';
import { Run, type RunInput } from '../../../src/world/index.ts';
import { chatScenario, says, shownOn } from '../chat.ts';

const slow: ServiceSpec = {
  workers: 1,
  serviceMs: 40,
  distribution: 'exponential',
  queueLimit: 200,
};

/** Ana and Ben talk while a crowd does nothing but keep its connections. */
function input(order: 'fifo' | 'messagesFirst'): RunInput {
  const crowd = Array.from({ length: 30 }, (_, nth) => [`idle-${nth}`, 'ios'] as const);
  const plain = chatScenario({
    phones: { ana: 'ios', ben: 'android', ...Object.fromEntries(crowd) },
    script: [10, 11, 12, 13, 14].map((second) => [second * 1000, says('ana', `At ${second}`)]),
    design: { heartbeatMs: 1500, pongTimeoutMs: 10_000, routing: 'none' },
    durationMs: 30_000,
  });
  const nodes = plain.nodes.map((node) =>
    node.kind === 'chat-server' ? { ...node, service: { ...slow, order } } : node,
  );
  const pair = [{ name: 'ana-ben', members: ['ana', 'ben'] }];
  const scenario = { ...plain, nodes, conversations: pair };
  const plan = scriptedPlan(scenario);
  return { scenario, design: designFor(scenario, plain.design), seed: 'first', plan, edits: [] };
}

function finished(order: 'fifo' | 'messagesFirst'): Run {
  const run = new Run(input(order));
  run.finish();
  return run;
}

/** From the server's `received` of each publish to its first answer's `sent`, on average. */
function meanWaitMs(run: Run): number {
  const waits: number[] = [];
  const arrived = new Map<number, number>();
  for (let index = 0; index < run.trace.length; index += 1) {
    const { kind, message, timeUs, b, cause } = run.trace.readRecord(index);
    if (message < 0) continue;
    const packet = kind === RECORD.received || kind === RECORD.sent ? run.trace.names.text(b) : '';
    if (kind === RECORD.received && packet === 'publish') arrived.set(index, timeUs);
    // The work on a message names the message's own arrival as its cause, however long it waited.
    const since = arrived.get(cause);
    if (since === undefined) continue;
    waits.push((timeUs - since) / 1000);
    arrived.delete(cause);
  }
  expect(waits.length).toBeGreaterThanOrEqual(5);
  return waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
}

test('messages overtake heartbeats, and all are shown in order', () => {
  const [fifo, first] = [finished('fifo'), finished('messagesFirst')];
  const names = [1, 2, 3, 4, 5].map((nth) => `ana/m${nth}`);
  expect(shownOn(fifo, 'ben')).toEqual(names);
  expect(shownOn(first, 'ben')).toEqual(names);
  expect(meanWaitMs(first)).toBeLessThan(meanWaitMs(fifo) / 2);
});

test('a checkpoint in the middle of a line goes on as the run did', () => {
  const whole = finished('messagesFirst');
  const half = new Run(input('messagesFirst'));
  half.runTo({ timeUs: 12_345_000 });
  const rest = Run.from(half.checkpoint(), input('messagesFirst'));
  rest.finish();
  expect(rest.digest()).toBe(whole.digest());
});
