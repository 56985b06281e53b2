/** gRPC's and Kafka's own waits between attempts, by their documents. */
import { describe, expect, test } from 'vitest';
import {
  CLIENT_POLICIES,
  clientWaitMs,
  GRPC_CONNECT_TIMEOUT_MS,
} from '../../../../src/models/phone/backoff-presets.ts';
import published from './backoff.json' with { type: 'json' };

const { grpc, kafkaReconnect, kafkaRetry } = CLIENT_POLICIES;
const [documentedGrpc, documentedKafka] = published.other_published_backoffs;

test('the parameters are the documented ones', () => {
  expect(grpc).toMatchObject({
    initialMs: documentedGrpc!.initial_s! * 1000,
    multiplier: documentedGrpc!.multiplier,
    maxMs: documentedGrpc!.max_s! * 1000,
  });
  expect(GRPC_CONNECT_TIMEOUT_MS).toBe(documentedGrpc!.min_connect_timeout_s! * 1000);
  expect(kafkaRetry).toMatchObject({
    initialMs: documentedKafka!.initial_ms,
    multiplier: documentedKafka!.multiplier,
    maxMs: documentedKafka!.max_ms,
  });
  expect(kafkaReconnect).toMatchObject({
    initialMs: documentedKafka!.reconnect_initial_ms,
    maxMs: documentedKafka!.reconnect_max_ms,
  });
});

describe('gRPC', () => {
  test('1 s, then times 1.6 up to 120 s, a fifth more or less', () => {
    const middle = [1, 2, 3, 4, 5].map((failures) => clientWaitMs(failures, grpc, 0.5));
    expect(middle.map((ms) => Math.round(ms))).toEqual([1000, 1600, 2560, 4096, 6554]);
    expect(clientWaitMs(1, grpc, 0)).toBe(1000);
    expect(clientWaitMs(2, grpc, 0)).toBeCloseTo(1280, 9);
    expect(clientWaitMs(2, grpc, 0.999999)).toBeCloseTo(1920, 2);
    expect(clientWaitMs(11, grpc, 0.5)).toBeLessThan(120_000);
    expect(clientWaitMs(12, grpc, 0.5)).toBe(120_000);
    // Its jitter comes after the cap.
    expect(clientWaitMs(5000, grpc, 0.999999)).toBeCloseTo(144_000, 0);
  });
});

describe('Kafka’s clients', () => {
  test('double from 50 or 100 ms to 1 s, a fifth more or less, whole, never above 1 s', () => {
    const waits = (draw: number) =>
      [1, 2, 3, 4, 5, 6, 7, 5000].map((failures) => clientWaitMs(failures, kafkaReconnect, draw));
    expect(waits(0)).toEqual([40, 80, 160, 320, 640, 800, 800, 800]);
    expect(waits(0.5)).toEqual([50, 100, 200, 400, 800, 1000, 1000, 1000]);
    expect(waits(0.999)).toEqual([59, 119, 239, 479, 959, 1000, 1000, 1000]);
    expect(clientWaitMs(1, kafkaRetry, 0.5)).toBe(100);
  });
});
