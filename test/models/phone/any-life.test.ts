/** Whatever people, servers, networks and time do to a phone: what must hold after each of it. */
import { expect, test } from 'vitest';
import fc from 'fast-check';
import { copyPlain, type Operation, type Packet } from '../../../src/models/protocol/index.ts';
import { anasPhone, connect, message, screen, type AnasPhone } from './anas-phone.ts';
import { sampleOf } from '../../proof-size.ts';

/** `what` tells a failed run's story. */
interface Move {
  readonly what: string;
  readonly play: (ana: AnasPhone) => void;
}

const operations = fc.constantFrom<Operation>(
  { act: 'type', conversation: 'ana-ben', text: 'Six?' },
  { act: 'type', conversation: 'trip', text: 'Who drives?' },
  { act: 'open', conversation: 'ana-ben' },
  { act: 'airplane', on: true },
  { act: 'airplane', on: false },
  { act: 'background' },
  { act: 'foreground' },
  { act: 'suspend' },
  { act: 'kill' },
  { act: 'launch' },
);

const ownName = fc.nat(3).map((n) => `ana/m${n + 1}`);
const incoming = fc
  .record({ n: fc.integer({ min: 1, max: 6 }), sequence: fc.nat(8) })
  .map(({ n, sequence }) => message(`ben/m${n}`, sequence));

const packets = fc.oneof(
  { arbitrary: fc.constant<Packet>({ type: 'opened', server: 5 }), weight: 4 },
  fc.constantFrom<Packet>(
    { type: 'openRefused', reason: 'overCapacity' },
    { type: 'close' },
    { type: 'pong' },
    { type: 'push', name: 'ben/m1', text: 'New message' },
  ),
  fc
    .record({ name: ownName, sequence: fc.nat(8) })
    .map((ack): Packet => ({ type: 'publishAck', evidence: 'store', ...ack })),
  incoming.map((delivered): Packet => ({ type: 'deliver', message: delivered })),
  fc.array(incoming, { maxLength: 3 }).map((messages): Packet => ({
    type: 'syncPage',
    conversation: 'ana-ben',
    messages,
    last: messages.length < 3,
  })),
  fc
    .record({
      name: ownName,
      status: fc.constantFrom('delivered' as const, 'read' as const, 'failed' as const),
      by: fc.constantFrom('ben', 'cy', 'cy-tablet', 'ana'),
    })
    .map((receipt): Packet => ({ type: 'receipt', evidence: 'deviceAck', ...receipt })),
);

const act = operations.map((operation): Move => ({
  what: JSON.stringify(operation),
  play: (ana) => ana.operate(operation),
}));

const arrival = (packet: Packet, isLate = false): Move => ({
  what: `${isLate ? 'late ' : ''}${JSON.stringify(packet)}`,
  play: (ana) => {
    const { connection } = ana.node.store.memory;
    ana.deliver(packet, 'server-1', isLate ? connection - 1 : connection);
  },
});

const arrive = fc
  .record({ packet: packets, isLate: fc.nat(7).map((n) => n === 0) })
  .map(({ packet, isLate }) => arrival(packet, isLate));

const pass = fc
  .integer({ min: 0, max: 20_000 })
  .map((ms): Move => ({ what: `${ms} ms`, play: (ana) => ana.advanceMs(ms) }));

const die = fc.constant<Move>({
  what: 'crash and restart',
  play: (ana) => {
    ana.crash();
    ana.restart();
  },
});

const moves = fc.array(
  fc.oneof(
    { arbitrary: arrive, weight: 10 },
    { arbitrary: act, weight: 3 },
    { arbitrary: pass, weight: 2 },
    { arbitrary: die, weight: 1 },
  ),
  { maxLength: 80, size: 'max' },
);

const ack: Packet = { type: 'publishAck', evidence: 'store', name: 'ana/m1', sequence: 1 };
const failure: Packet = {
  type: 'receipt',
  evidence: 'deviceAck',
  name: 'ana/m1',
  status: 'failed',
  by: 'ben',
};

/** Lives that once went wrong. */
const KEPT: [Move[]][] = [
  // The tick came twice, and the second took back the failure that had been told in between.
  [[arrival(ack), arrival(failure), arrival(ack)]],
];

const RUNS = 25;
const TIMEOUT_MS = 60_000;
const RANKS = ['clock', 'sent', 'delivered', 'read'];

function check(ana: AnasPhone): void {
  const { disk, memory } = ana.node.store;
  const connection = ana.state('connection');
  expect(memory.server >= 0, 'a server is known exactly while connected').toBe(
    connection === 'connected',
  );
  expect(memory.connection > 0, 'a socket exists exactly while one is wanted').toBe(
    connection === 'connected' || connection === 'connecting',
  );
  if (['suspended', 'killed'].includes(ana.state('app'))) {
    expect(connection).toBe('disconnected');
    expect(ana.timers().filter(({ name }) => name !== 'tell')).toEqual([]);
  }
  const rows = [...disk.conversations.values()].flatMap((each) => [...each.rows.values()]);
  const names = rows.map((row) => row.message.name);
  expect(new Set(names).size, 'no message stands on screen twice').toBe(names.length);
  for (let n = 1; n <= disk.typed; n += 1) {
    const row = rows.find((each) => each.message.name === `ana/m${n}`);
    expect(row, `ana/m${n} was typed, so it stands on screen`).toBeDefined();
    const isKept = disk.outbox.has(`ana/m${n}`);
    if (row!.status === 'clock') expect(isKept, `ana/m${n} shows a clock`).toBe(true);
  }
  for (const name of memory.inFlight) expect(disk.outbox.has(name)).toBe(true);
}

function checkLog(ana: AnasPhone): void {
  const shown = ana.records.filter(({ kind }) => kind === 'shown').map((each) => each.fields);
  expect(new Set(shown.map((each) => each['message'])).size).toBe(shown.length);
  const last = new Map<string, number>();
  for (const { kind, fields } of ana.records) {
    const rank = RANKS.indexOf(String(fields['status']));
    if (kind !== 'status' || rank < 0) continue;
    const name = String(fields.message);
    expect(rank, `the ticks of ${name} never step back`).toBeGreaterThan(last.get(name) ?? -1);
    last.set(name, rank);
  }
  const opened = ana.sent.flatMap(({ packet }) =>
    packet.type === 'open' ? [packet.connection] : [],
  );
  expect(opened).toEqual(opened.map((_, index) => index + 1));
}

const lives = (knobs: Record<string, string> = {}) =>
  fc.property(moves, (list) => {
    const ana = anasPhone({ knobs: { pongTimeoutMs: 4000, retryMs: 3000, ...knobs } });
    // Most lives get nowhere unless they begin with something to tick off.
    connect(ana);
    ana.operate({ act: 'type', conversation: 'ana-ben', text: 'Meet at six?' });
    for (const move of list) {
      move.play(ana);
      check(ana);
    }
    checkLog(ana);
  });

test(
  '[ticks-forward] [shown-once] nothing that was typed is lost, shown twice or taken back',
  {
    timeout: TIMEOUT_MS,
  },
  () => {
    fc.assert(lives(), { numRuns: RUNS, examples: KEPT });
  },
);

test.each(sampleOf([{ clientDedup: 'none' }, { tickOrder: 'latest' }], 1))(
  'a phone with the bug %o is caught',
  (knobs) => {
    expect(fc.check(lives(knobs), { numRuns: 500, seed: 1, endOnFailure: true }).failed).toBe(true);
  },
  TIMEOUT_MS,
);

test(
  'a phone put back to a saved moment shows what it showed then',
  { timeout: TIMEOUT_MS },
  () => {
    fc.assert(
      fc.property(moves, moves, (before, after) => {
        const ana = anasPhone();
        for (const move of before) move.play(ana);
        const image = ana.node.store.save();
        const kept = copyPlain(image);
        const [screenThen, outboxThen] = [screen(ana), ana.inspect().vital.value];
        for (const move of after) move.play(ana);
        expect(image, 'a saved image is not touched by what comes after').toEqual(kept);
        ana.node.store.restore(image);
        expect(screen(ana)).toEqual(screenThen);
        expect(ana.inspect().vital.value).toBe(outboxThen);
      }),
      { numRuns: RUNS },
    );
  },
);
