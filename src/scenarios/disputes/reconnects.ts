/** A dispute about coming back: whether waits that double are enough without chance. */
import { stormScenario } from '../storm.ts';
import type { Dispute } from './dispute.ts';

const PHONES = 100;
const LOGINS_PER_SECOND = 15;

const storm = stormScenario(PHONES, LOGINS_PER_SECOND);

export const backoffWithoutJitter: Dispute = {
  number: 8,
  claim: 'Exponential backoff keeps the phones from coming back all at once.',
  scenario: {
    ...storm,
    id: 'backoff-without-jitter',
    title: 'Waves that stay waves',
    faults: {
      most: 2,
      fromMs: 12_000,
      untilMs: 24_000,
      kinds: [{ fault: 'cut', nodes: ['ana', 'ben'], holdMs: [500, 4000] }],
    },
    durationMs: 100_000,
    boundMs: 60_000,
    checks: ['no-acked-loss', 'eventual-delivery', 'no-retry-storm', 'conservation'],
    design: { ...storm.design, loginQueueLimit: LOGINS_PER_SECOND, backoffCapMs: 20_000 },
  },
  flaw: { backoff: 'exponential' },
  repair: { backoff: 'full' },
  breaks: ['no-retry-storm', 'eventual-delivery'],
};
