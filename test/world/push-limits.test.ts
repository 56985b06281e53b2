/** The platforms' limits in runs: a phone that was off for a hundred messages, and what is left of them. */
import { describe, expect, test } from 'vitest';
import type { Action } from '../../src/scenarios/index.ts';
import { countOf, linesOf, runChat, says, shownOn } from './chat.ts';

const airplane = (on: boolean): Action => ({
  do: 'operate',
  phone: 'ben',
  operation: { act: 'airplane', on },
});
const suspend: Action = { do: 'operate', phone: 'ben', operation: { act: 'suspend' } };

/** Ben's phone is off while so many messages are sent to him, each with a push of its own. */
const away = (platform: 'ios' | 'android', messages: number) =>
  runChat({
    phones: { ana: 'ios', ben: platform },
    with: ['redis', 'cassandra', 'notification-service', 'push-provider'],
    script: [
      [2000, suspend],
      [2500, airplane(true)],
      ...Array.from(
        { length: messages },
        (_, nth) => [4000 + nth * 400, says('ana', `Text ${nth}`)] as const,
      ),
      [60_000, airplane(false)],
    ],
    design: { pushCollapse: 'none', pushPayload: 'clear' },
    durationMs: 100_000,
  });

const banners = (run: ReturnType<typeof away>): string[] =>
  linesOf(run).flatMap(({ kind, node, message }) =>
    kind === 'banner' && node === 'ben' ? [message] : [],
  );

describe('a push is a doorbell', () => {
  test('FCM keeps a hundred: all of them are shown', () => {
    const run = away('android', 100);
    expect(banners(run)).toHaveLength(100);
    expect(shownOn(run, 'ben')).toHaveLength(100);
  });

  test('one more, and all are discarded: the app is told, and asks the servers for everything', () => {
    const run = away('android', 101);
    expect(banners(run)).toEqual([]);
    // The one push that is left says only that there were others.
    const pushes = linesOf(run).filter(
      ({ kind, node, b, timeMs }) =>
        kind === 'received' &&
        node === 'ben' &&
        timeMs > 60_000 &&
        run.trace.names.text(b) === 'push',
    );
    expect(pushes.map(({ message }) => message)).toEqual(['']);
    expect(shownOn(run, 'ben')).toHaveLength(101);
  });

  test('APNs keeps one, the latest: the other 49 are in the app, not on the lock screen', () => {
    const run = away('ios', 50);
    expect(banners(run)).toEqual(['ana/m50']);
    expect(shownOn(run, 'ben')).toHaveLength(50);
    expect(countOf(run, 'sent', 'pushRequest')).toBe(50);
  });
});
