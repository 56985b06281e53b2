/** The cellular radio, against the figures of developer.android.com (3G, AT&T): 5 s and 12 s. */
import { describe, expect, test } from 'vitest';
import { connectedPhone, fromServer } from './anas-phone.ts';

const cellular = { settings: { network: 'cellular' } };

/** Seconds of an hour in each state when the phone only answers its heartbeats. */
function hourOf(heartbeatMs: number): Record<string, number> {
  const phone = connectedPhone({ ...cellular, knobs: { heartbeatMs, pongTimeoutMs: heartbeatMs } });
  const seconds: Record<string, number> = { active: 0, tail: 0, idle: 0 };
  const stepMs = 100;
  phone.advanceMs(heartbeatMs);
  for (let passedMs = 0; passedMs < 3_600_000; passedMs += stepMs) {
    if (phone.answers().some(({ type }) => type === 'ping')) fromServer(phone, { type: 'pong' });
    phone.advanceMs(stepMs);
    seconds[phone.state('radio')]! += stepMs / 1000;
  }
  return seconds;
}

describe('the radio', () => {
  test('stays at full power for 5 s after the last packet and at half power for 12 s more', () => {
    const ana = connectedPhone(cellular);
    expect(ana.state('radio')).toBe('idle');
    ana.advanceMs(0);
    expect(ana.state('radio')).toBe('active');
    ana.advanceMs(3000);
    ana.operate({ act: 'type', conversation: 'ana-ben', text: 'Six?' });
    fromServer(ana, { type: 'publishAck', name: 'ana/m1', evidence: 'store', sequence: 1 });
    ana.advanceMs(4999);
    expect(ana.state('radio')).toBe('active');
    ana.advanceMs(1);
    expect(ana.state('radio')).toBe('tail');
    ana.advanceMs(11_999);
    expect(ana.state('radio')).toBe('tail');
    ana.advanceMs(1);
    expect(ana.state('radio')).toBe('idle');
  });

  test('never sleeps at a heartbeat of 10 s, and sleeps most of the time at five minutes', () => {
    const often = hourOf(10_000);
    expect(often['idle']).toBe(0);
    const seldom = hourOf(300_000);
    // Twelve packets an hour: 12 x 5 s, 12 x 12 s. The source adds 0.1 s of transfer to each.
    expect(seldom['active']).toBeCloseTo(60, 0);
    expect(seldom['tail']).toBeCloseTo(144, 0);
  });

  test('sleeps on Wi-Fi, and goes to sleep with the network', () => {
    const atHome = connectedPhone();
    atHome.advanceMs(0);
    expect(atHome.state('radio')).toBe('idle');
    const outside = connectedPhone(cellular);
    outside.advanceMs(0);
    outside.operate({ act: 'airplane', on: true });
    expect(outside.state('radio')).toBe('idle');
  });
});
