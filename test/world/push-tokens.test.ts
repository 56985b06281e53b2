/** Tokens in runs: registered at launch, dead after a new installation, and found out by a push. */
import { describe, expect, test } from 'vitest';
import type { AnyDesign } from '../../src/models/index.ts';
import type { Action } from '../../src/scenarios/index.ts';
import { countOf, linesOf, runChat, says, type Chat } from './chat.ts';

const ben = (act: 'suspend' | 'reinstall' | 'foreground'): Action => ({
  do: 'operate',
  phone: 'ben',
  operation: { act },
});
const airplane = (on: boolean): Action => ({
  do: 'operate',
  phone: 'ben',
  operation: { act: 'airplane', on },
});

const run = (script: Chat['script'], design: AnyDesign = {}) =>
  runChat({
    script,
    with: ['redis', 'cassandra', 'notification-service', 'push-provider'],
    design: { pushTokens: 'registered', ...design },
    durationMs: 60_000,
  });

const banners = (of: ReturnType<typeof run>): string[] =>
  linesOf(of).flatMap(({ kind, node, message }) =>
    kind === 'banner' && node === 'ben' ? [message] : [],
  );

describe('a registered token', () => {
  test('is where pushes go', () => {
    const asleep = run([
      [3000, ben('suspend')],
      [5000, says('ana', 'Hello')],
    ]);
    // At launch, and again when the push had woken the app.
    expect(countOf(asleep, 'sent', 'registerToken', 'ben')).toBe(2);
    expect(banners(asleep)).toEqual(['ana/m1']);
  });

  test('of a deleted app is dead: the push that finds out is lost, and the token with it', () => {
    const fresh = run([
      // Installed anew, and put away before it could register its new token.
      [3000, { do: 'drop', packet: 'registerToken', nth: 1 }],
      [4000, ben('reinstall')],
      [6000, ben('suspend')],
      [8000, says('ana', 'Hello')],
      [12_000, says('ana', 'Are you there?')],
    ]);
    expect(banners(fresh)).toEqual([]);
    // After 410 there is nobody left to push to.
    expect(countOf(fresh, 'sent', 'pushRequest')).toBe(1);
    const refused = linesOf(fresh).filter(
      ({ kind, node }) => kind === 'refused' && node === 'push',
    );
    expect(refused).toHaveLength(1);
  });

  test('is registered again at the next launch, and pushes arrive once more', () => {
    const back = run([
      [3000, { do: 'drop', packet: 'registerToken', nth: 1 }],
      [4000, ben('reinstall')],
      [6000, ben('suspend')],
      [8000, says('ana', 'Hello')],
      [20_000, ben('foreground')],
      [25_000, ben('suspend')],
      [30_000, says('ana', 'Are you there?')],
    ]);
    expect(banners(back)).toEqual(['ana/m2']);
  });

  test('known to the deployment by itself needs none of this', () => {
    const known = run(
      [
        [4000, ben('reinstall')],
        [6000, ben('suspend')],
        [8000, says('ana', 'Hello')],
      ],
      { pushTokens: 'known' },
    );
    expect(countOf(known, 'sent', 'registerToken')).toBe(0);
    expect(banners(known)).toEqual(['ana/m1']);
  });
});

test('a push for a phone that is off is for its token, and comes when it is back', () => {
  const off = run([
    [3000, ben('suspend')],
    [3500, airplane(true)],
    [5000, says('ana', 'Hello')],
    [40_000, airplane(false)],
  ]);
  expect(banners(off)).toEqual(['ana/m1']);
});
