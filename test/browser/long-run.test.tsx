/** A run of 200,000 records on screen: played, sought and filtered without holding the page up. */
import { afterEach, describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { EvidenceDock, type EvidenceTab } from '../../src/app/dock/index.ts';
import { Playback, PlaybackProvider, type Branch } from '../../src/app/playback/index.ts';
import { Transport } from '../../src/app/transport/index.ts';
import type { Engine, RunListener, RunOrder } from '../../src/app/engine/index.ts';
import { longBranch } from '../app/long-trace.ts';
import '../../src/app/theme/tokens.css';
import '../../src/app/theme/base.css';

const RECORDS = 200_000;
/** What the page may take at a stretch, in the product's own promise. */
const TASK_MS_MAX = 50;

/** An engine whose run is already there. */
class ReadyEngine implements Engine {
  readonly #branch: Branch;
  constructor(branch: Branch) {
    this.#branch = branch;
  }
  run(_id: string, _order: RunOrder, listener: RunListener): void {
    const end = { stopSentence: '', digest: 'long', events: 0, verdicts: [], measures: {} };
    listener.ended({ status: 'finished', ...end }, this.#branch.view);
  }
  cancel(): void {}
  inspect(): Promise<null> {
    return Promise.resolve(null);
  }
  dispose(): void {}
}

/** The longest stretches of work, as the browser itself counts them. */
function watchTasks() {
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  });
  observer.observe({ entryTypes: ['longtask'] });
  return { tasks, stop: () => observer.disconnect() };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const branch = longBranch(RECORDS);
let playback: Playback | undefined;
afterEach(() => playback?.dispose());

async function shown(tab: EvidenceTab) {
  playback = new Playback(new ReadyEngine(branch));
  await playback.load(branch.input);
  await render(
    <PlaybackProvider playback={playback}>
      <div style={{ width: 1100, height: 520, display: 'flex', flexDirection: 'column' }}>
        <Transport />
        <EvidenceDock tab={tab} />
      </div>
    </PlaybackProvider>,
  );
  await wait(400);
  return playback;
}

describe.each(['story', 'space-time', 'table', 'charts'] as const)('the tab %s', (tab) => {
  // Other work on the machine only ever adds to a stretch: the quietest of three tries counts.
  test('keeps up while played at all speeds and sought anywhere', { retry: 2 }, async () => {
    const run = await shown(tab);
    const { tasks, stop } = watchTasks();
    for (const speed of [1, 20, 1000]) {
      run.seekTime(0);
      run.setSpeed(speed);
      run.play();
      await wait(500);
      run.pause();
    }
    for (const share of [0.9, 0.1, 0.5, 0.99, 0]) {
      run.seekTime(branch.endUs * share);
      await wait(60);
    }
    stop();
    tasks.sort((one, other) => other - one);
    console.log(
      `${tab}: longest tasks ${tasks.slice(0, 5).map(Math.round).join(', ') || 'none'} ms`,
    );
    // Development React on a shared machine: the promise is for the built page on its own, and one
    // or two stretches may be somebody else's.
    expect(tasks[2] ?? 0).toBeLessThan(4 * TASK_MS_MAX);
  });
});
