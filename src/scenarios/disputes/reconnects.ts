/** A dispute about coming back: whether waits that double are enough without chance. */
import { stormScenario } from '../storm.ts';
import type { Dispute } from './dispute.ts';

const PHONES = 40;
const LOGINS_PER_SECOND = 7;

const storm = stormScenario(PHONES, LOGINS_PER_SECOND);

export const backoffWithoutJitter: Dispute = {
  number: 8,
  claim: 'Exponential backoff keeps the phones from coming back all at once.',
  scenario: {
    ...storm,
    id: 'backoff-without-jitter',
    title: 'Waves that stay waves',
    // After the crash, so that nobody misses the reset that tells of it.
    faults: {
      most: 2,
      fromMs: 11_000,
      untilMs: 24_000,
      kinds: [{ fault: 'cut', nodes: ['ana', 'ben'], holdMs: [500, 4000] }],
    },
    durationMs: 110_000,
    boundMs: 50_000,
    checks: [
      'no-acked-loss',
      'eventual-delivery',
      'conservation',
      'bounded-backlog',
      'no-retry-storm',
    ],
    design: { ...storm.design, loginQueueLimit: 6, backoffCapMs: 20_000 },
  },
  flaw: { backoff: 'exponential' },
  repair: { backoff: 'full' },
  breaks: ['no-retry-storm', 'eventual-delivery'],
};
