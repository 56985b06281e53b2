/** While a run is computed, the page hears of its growth now and then, and of its end at once. */
import { expect, test } from 'vitest';
import { Playback } from '../../../src/app/playback/index.ts';
import type { Engine, RunListener, RunOrder } from '../../../src/app/engine/index.ts';
import { homeOrder } from '../engine/orders.ts';
import { longBranch } from '../long-trace.ts';

const BATCHES = 50;

/** A run that comes in many batches within an instant. */
class HastyEngine implements Engine {
  run(_id: string, _order: RunOrder, listener: RunListener): void {
    const { view } = longBranch(2000);
    for (let batch = 0; batch < BATCHES; batch++) listener.grown(view);
    const end = { stopSentence: '', digest: 'hasty', events: 0, verdicts: [], measures: {} };
    listener.ended({ status: 'finished', ...end }, view);
  }
  cancel(): void {}
  inspect(): Promise<null> {
    return Promise.resolve(null);
  }
  dispose(): void {}
}

test('fifty batches in an instant draw the page anew a few times, not fifty', async () => {
  const playback = new Playback(new HastyEngine());
  let changes = 0;
  playback.store.subscribe(({ branches }, before) => {
    if (branches !== before.branches) changes++;
  });
  await playback.load(homeOrder());
  // The empty branch, the first records, the end; and one more for each tenth of a second.
  expect(changes).toBeGreaterThanOrEqual(3);
  expect(changes).toBeLessThan(BATCHES / 2);
  expect(playback.branch).toMatchObject({ state: 'finished', digest: 'hasty' });
});
