/** A reconnect storm of a crowd, whole runs of it: what a phone costs in time and in memory. */
import { CROWD_PHONES_MAX } from '../../models/index.ts';
import { CLASSROOM_STORM, crowdStormScenario, designFor, planFor } from '../../scenarios/index.ts';
import { Run } from '../../world/index.ts';
import type { Bench } from './bench.ts';
import { tinyQueueLoop } from './phold.ts';

const EVENTS_OF_REFERENCE = 200_000;
/** Logins a second for each phone: the storm lasts as long, however many come. */
const LOGINS_SHARE = 0.05;
const AFTER_MS = 90_000;

/** The storm of so many phones. Throws RangeError above what a run may hold. */
export function stormRun(phones: number, seed = 'storm'): Run {
  if (!(phones >= 0 && phones <= CROWD_PHONES_MAX)) {
    throw new RangeError(`${phones} phones: expected 0 to ${CROWD_PHONES_MAX}`);
  }
  const scenario = crowdStormScenario({
    ...CLASSROOM_STORM,
    phones,
    loginsPerSecond: Math.max(1, Math.floor(phones * LOGINS_SHARE)),
    afterMs: AFTER_MS,
  });
  const design = designFor(scenario, { backoff: 'full' });
  return new Run({ scenario, design, seed, plan: planFor(scenario, seed), edits: [] });
}

const stormBench = (phones: number): Bench => ({
  name: `storm-${phones}`,
  unit: 'events',
  question: `How fast does a storm of ${phones} phones run, all of it?`,
  reference: 'a loop of 16,384 events on tinyqueue that does nothing else',
  prepare() {
    let bytesPerPhone = 0;
    let events = 0;
    return {
      ours() {
        const run = stormRun(phones);
        run.finish();
        if (run.stop !== undefined) throw new Error(run.stop.sentence((node) => `node ${node}`));
        bytesPerPhone = run.bytesPerMember;
        events = run.ordinal;
        return run.ordinal;
      },
      reference: tinyQueueLoop(EVENTS_OF_REFERENCE),
      figures: () => ({ phones, events, bytesPerPhone }),
    };
  },
});

export const storms: readonly Bench[] = [1000, 10_000, 100_000, 1_000_000].map(stormBench);
