/** The radio's energy by the hour, against the table for the 3G radio of developer.android.com. */
import { describe, expect, test } from 'vitest';
import { connectedPhone, fromServer, type AnasPhone } from './anas-phone.ts';
import published from './radio-energy.json' with { type: 'json' };
import { sampleOf } from '../../proof-size.ts';

const { android_3g_state_machine: source, heartbeat_table_3g: table } = published;
const HOUR_S = 3600;

interface Hours {
  full: number;
  low: number;
  standby: number;
}

/** Moves on in steps in which the radio changes only at their ends, and adds up its states. */
function pass(phone: AnasPhone, durationMs: number, seconds: Hours): void {
  let leftUs = durationMs * 1000;
  while (leftUs > 0) {
    const state = phone.state('radio');
    const next = phone.timers().find(({ dueUs }) => dueUs > phone.clockUs);
    const stepUs = Math.min(leftUs, next === undefined ? leftUs : next.dueUs - phone.clockUs);
    phone.advanceMs(stepUs / 1000);
    leftUs -= stepUs;
    const kind = state === 'active' ? 'full' : state === 'tail' ? 'low' : 'standby';
    seconds[kind] += stepUs / 1_000_000;
  }
}

/** On cellular, connected, with nothing to do but what the test makes it do. */
const outside = (heartbeatMs: number) =>
  connectedPhone({
    settings: { network: 'cellular' },
    knobs: { heartbeatMs, pongTimeoutMs: Math.min(heartbeatMs, 10_000) },
  });

describe('heartbeats whose answer takes a tenth of a second', () => {
  test.each(sampleOf(table.toReversed(), 3))(
    'every $heartbeat_s s: full power $full_s_per_h s an hour, half power $low_s_per_h s',
    ({ heartbeat_s, full_s_per_h, low_s_per_h, standby_s_per_h }) => {
      const phone = outside(heartbeat_s * 1000);
      // The first heartbeat; by then the radio sleeps again after connecting, or never does.
      phone.advanceMs(heartbeat_s * 1000);
      const seconds: Hours = { full: 0, low: 0, standby: 0 };
      for (let beat = 0; beat < HOUR_S / heartbeat_s; beat += 1) {
        pass(phone, 100, seconds);
        expect(phone.answers().filter(({ type }) => type === 'ping')).toHaveLength(1);
        fromServer(phone, { type: 'pong' });
        pass(phone, heartbeat_s * 1000 - 100, seconds);
      }
      expect(seconds.full).toBeCloseTo(full_s_per_h, 3);
      expect(seconds.low).toBeCloseTo(low_s_per_h, 3);
      expect(seconds.standby).toBeCloseTo(standby_s_per_h, 3);
    },
  );
});

describe('the two examples of the source', () => {
  /** Transfers of so many seconds, so many times a minute; the seconds of one minute. */
  function minute(transferS: number, perMinute: number): Hours {
    const phone = outside(1_800_000);
    phone.advanceMs(60_000);
    const seconds: Hours = { full: 0, low: 0, standby: 0 };
    // The second minute: the first one begins with a radio at rest.
    const packet = () => {
      fromServer(phone, { type: 'pong' });
      // The radio hears of it in the next moment of the same instant.
      phone.advanceMs(0);
    };
    for (let each = 0; each < perMinute * 2; each += 1) {
      if (each === perMinute) Object.assign(seconds, { full: 0, low: 0, standby: 0 });
      for (let part = 0; part < transferS * 10; part += 1) {
        packet();
        pass(phone, 100, seconds);
      }
      packet();
      pass(phone, 60_000 / perMinute - transferS * 1000, seconds);
    }
    return seconds;
  }

  test('3 s once a minute: 20 s awake, 40 s in standby', () => {
    const [, bundled] = source.vectors;
    const { full, low, standby } = minute(3, 1);
    expect(full + low).toBeCloseTo(bundled!.active_s_per_min!, 6);
    expect(standby).toBeCloseTo(bundled!.standby_s_per_min!, 6);
  });

  test('1 s three times a minute: the 2 s that are left of each 20 s are what waking up takes', () => {
    // The source lets the radio wake in them, and so calls it never asleep; the phone here leaves
    // waking up out.
    expect(source.vectors[0]!.radio_standby_fraction).toBe(0);
    const { full, low, standby } = minute(1, 3);
    expect(full + low).toBeCloseTo(3 * source.min_active_per_transfer_s, 6);
    expect(standby).toBeCloseTo(3 * source.standby_to_full_s, 6);
  });
});
