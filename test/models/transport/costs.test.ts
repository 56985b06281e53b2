/** What polling, long polling, event streams and sockets cost, counted by hand. */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import {
  eventStreamCost,
  longPollingCost,
  pollingBitsPerSecond,
  pollingCost,
  webSocketCost,
  type Traffic,
} from '../../../src/models/transport/index.ts';
import published from './websocket.json' with { type: 'json' };

const headers = { requestBytes: 800, responseBytes: 200 };
const quiet: Traffic = { durationMs: 60_000, down: [], up: [] };
const chat: Traffic = {
  durationMs: 60_000,
  down: [
    { atMs: 10_500, bytes: 100 },
    { atMs: 10_600, bytes: 50 },
    { atMs: 30_000, bytes: 200 },
  ],
  up: [{ atMs: 20_000, bytes: 70 }],
};

test.each(published.polling_arithmetic.rows)(
  '$clients clients with $header_bytes bytes of headers every $interval_s s: $Mbit_per_s Mbit/s',
  ({ clients, header_bytes, interval_s, Mbit_per_s }) => {
    const bits = pollingBitsPerSecond(clients, header_bytes, interval_s * 1000);
    expect(bits / 1e6).toBeCloseTo(Mbit_per_s, 9);
  },
);

describe('polling', () => {
  test('asks whether or not there is news', () => {
    const cost = pollingCost(quiet, headers, 1000);
    expect(cost).toEqual({
      requests: 60,
      bytesUp: 48_000,
      bytesDown: 12_000,
      meanDelayMs: 0,
      undelivered: 0,
    });
  });

  test('brings what came since the last time; what is said takes requests of its own', () => {
    expect(pollingCost(chat, headers, 5000)).toEqual({
      requests: 13,
      bytesUp: 13 * 800 + 70,
      bytesDown: 13 * 200 + 350,
      // 10.5 and 10.6 wait until 15, 30 is there in time.
      meanDelayMs: (4500 + 4400 + 0) / 3,
      undelivered: 0,
    });
  });

  test('what comes after the last time is not delivered', () => {
    const late = { ...quiet, down: [{ atMs: 59_500, bytes: 1 }] };
    expect(pollingCost(late, headers, 7000).undelivered).toBe(1);
  });

  test('waits half of the interval on average', () => {
    const down = Array.from({ length: 997 }, (_, nth) => ({ atMs: nth * 57.3 + 1, bytes: 1 }));
    const { meanDelayMs } = pollingCost({ ...quiet, down }, headers, 2000);
    expect(Math.abs(meanDelayMs - 1000)).toBeLessThan(30);
  });
});

describe('long polling', () => {
  test('is answered at once, or after the server’s patience', () => {
    // Held at 0, answered at 10.5 s; again at 10.6, where the second waits already; at 10.7, answered
    // at 30; at 30.1 and then each 20.1 s without news.
    const cost = longPollingCost(chat, headers, { holdMs: 20_000, turnMs: 100 });
    expect(cost).toEqual({
      requests: 6,
      bytesUp: 6 * 800 + 70,
      bytesDown: 6 * 200 + 350,
      meanDelayMs: 0,
      undelivered: 0,
    });
  });

  test('what comes while the next request is on its way waits for it', () => {
    const down = [
      { atMs: 1000, bytes: 1 },
      { atMs: 1050, bytes: 1 },
    ];
    const cost = longPollingCost({ ...quiet, down }, headers, { holdMs: 60_000, turnMs: 200 });
    expect(cost.meanDelayMs).toBe(75);
    expect(cost.requests).toBe(3);
  });
});

test('an event stream is one request; the client’s own words are others', () => {
  expect(eventStreamCost(chat, headers, 15_000)).toEqual({
    requests: 2,
    bytesUp: 2 * 800 + 70,
    // Eight bytes around each event, a comment of three every 15 s.
    bytesDown: 2 * 200 + 350 + 3 * 8 + 4 * 3,
    meanDelayMs: 0,
    undelivered: 0,
  });
});

test('a socket is one request; then 2 bytes before what comes and 6 before what goes', () => {
  expect(webSocketCost(chat, headers, 30_000)).toEqual({
    requests: 1,
    bytesUp: 800 + 70 + 6 + 2 * 6,
    bytesDown: 200 + 350 + 2 + 2 + 4 + 2 * 2,
    meanDelayMs: 0,
    undelivered: 0,
  });
});

test('whatever passes, a socket takes the fewest bytes, and no message is lost or told early', () => {
  const transfer = fc.record({ atMs: fc.nat(59_000), bytes: fc.nat(5000) });
  const side = fc
    .array(transfer, { maxLength: 40 })
    .map((each) => each.sort((a, b) => a.atMs - b.atMs));
  fc.assert(
    fc.property(side, side, (down, up) => {
      const traffic = { durationMs: 60_000, down, up };
      const socket = webSocketCost(traffic, headers, 30_000);
      const others = [
        pollingCost(traffic, headers, 3000),
        longPollingCost(traffic, headers, { holdMs: 30_000, turnMs: 50 }),
      ];
      for (const cost of others) {
        expect(cost.bytesUp + cost.bytesDown).toBeGreaterThan(socket.bytesUp + socket.bytesDown);
        expect(cost.meanDelayMs).toBeGreaterThanOrEqual(0);
        expect(cost.undelivered).toBe(0);
      }
    }),
  );
});
