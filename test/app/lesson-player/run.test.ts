// @vitest-environment jsdom
/** A lesson's runs: where they stop, what they decide, and that nobody runs what was not predicted. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createActor, waitFor } from 'xstate';
import type { PredictBlock, RunBlock } from '../../../src/lesson/index.ts';
import { allBlocks, type Prediction } from '../../../src/app/lesson-player/answers.ts';
import { decide, findFirst, momentEnd } from '../../../src/app/lesson-player/lab/findings.ts';
import { openingUs, paceAt, timesOfInterest } from '../../../src/app/lesson-player/lab/stops.ts';
import { RunDirector } from '../../../src/app/lesson-player/run/run-director.ts';
import { runMachine } from '../../../src/app/lesson-player/run/run-machine.ts';
import { sentenceAt } from '../../../src/app/stage/index.ts';
import { branchOf, labOf, lessonOf } from './lessons.ts';

const L08 = lessonOf('08');

function blocksFor(run: string): readonly [RunBlock, PredictBlock] {
  const block = allBlocks(L08, 'run').find(({ name }) => name === run)!;
  const question = allBlocks(L08, 'predict').find((each) => each.run === run)!;
  return [block, question];
}

function runOf(name: string, prediction?: Prediction) {
  const [block, question] = blocksFor(name);
  const lab = labOf();
  const director = new RunDirector(lab, L08, block, question);
  const actor = createActor(runMachine, { input: { director, prediction, isOpen: false } });
  actor.start();
  return { actor, lab, director };
}

beforeEach(() => {
  // Reduced motion: what is played comes at once.
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => undefined }));
});

describe('a run', () => {
  test('does not start before something was predicted', async () => {
    const { actor } = runOf('tunnel');
    actor.send({ type: 'run' });
    expect(actor.getSnapshot().value).toBe('waiting');
    actor.send({ type: 'predicted', prediction: { option: 3 } });
    actor.send({ type: 'run' });
    await waitFor(actor, ({ value }) => value === 'paused');
  });

  test('stands before the surprise, then shows what decides a right prediction', async () => {
    const { actor, lab } = runOf('tunnel', { option: 3 });
    actor.send({ type: 'run' });
    await waitFor(actor, ({ value }) => value === 'paused');
    const { branch } = lab.playback;
    const { playhead, reveal } = lab.playback.store.getState();
    expect(reveal).toBe('seen');
    const next = Array.from({ length: 3 }, (_, at) => sentenceAt(branch!, playhead.record + at));
    expect(next.join(' ')).toContain('two ticks');
    actor.send({ type: 'go on' });
    await waitFor(actor, ({ value }) => value === 'decided');
    const { findings } = actor.getSnapshot().context;
    expect(findings).toMatchObject({ credit: 'full' });
    expect(sentenceAt(branch!, findings!.stops.deciding)).toContain('two ticks');
    expect(lab.playback.store.getState()).toMatchObject({
      reveal: 'all',
      playhead: { record: findings!.stops.verdict },
    });
  });

  test('a wrong answer stops at the record that makes it false, even before the pause', async () => {
    const { actor, lab } = runOf('tunnel', { option: 0 });
    actor.send({ type: 'run' });
    await waitFor(actor, ({ value }) => value === 'paused' || value === 'decided');
    if (actor.getSnapshot().value === 'paused') actor.send({ type: 'go on' });
    await waitFor(actor, ({ value }) => value === 'decided');
    const { findings } = actor.getSnapshot().context;
    expect(findings).toMatchObject({ credit: 'none', youSaid: 'A clock.' });
    expect(sentenceAt(lab.playback.branch!, findings!.stops.deciding)).toContain('one tick');
  });

  test('all facts of all runs of the lesson are found true', async () => {
    for (const name of ['tunnel', 'own-tunnel']) {
      const { actor } = runOf(name, { option: 0 });
      actor.send({ type: 'review' });
      await waitFor(actor, ({ value }) => value === 'decided');
      const { facts } = actor.getSnapshot().context.findings!;
      expect(facts.length).toBeGreaterThan(2);
      expect(facts.filter(({ isTrue }) => !isTrue)).toEqual([]);
    }
  });

  test('when another run takes the stage it waits again, without an error', async () => {
    const { actor, lab, director } = runOf('tunnel', { option: 3 });
    actor.send({ type: 'run' });
    void lab.show({ ...director.exhibit(), key: 'another' });
    await waitFor(actor, ({ value }) => value === 'waiting');
    expect(actor.getSnapshot().context.failure).toBe('');
  });
});

describe('findings', () => {
  test('the engine decides every option of every prediction as its file says', async () => {
    for (const lesson of ['06', '08', '09'].map(lessonOf)) {
      for (const { options } of allBlocks(lesson, 'predict')) {
        for (const { text, claim, happens, setup } of options) {
          const { isTrue } = decide(await branchOf(lesson, setup), claim);
          expect([text, isTrue]).toEqual([text, happens]);
        }
      }
    }
  });

  test('a check by which the scenario is not judged is judged on the page', async () => {
    const branch = await branchOf(L08, blocksFor('own-tunnel')[0].setup);
    const claim = { claim: 'check', check: 'shown-once', verdict: 'broken' } as const;
    expect(branch.verdicts.map(({ id }) => id)).not.toContain('shown-once');
    expect(decide(branch, claim).isTrue).toBe(false);
  });

  test('the evidence of an explanation is in its run, and its moment ends after it', async () => {
    for (const { setup, evidence } of allBlocks(L08, 'explain')) {
      const branch = await branchOf(L08, setup);
      const record = findFirst(branch, evidence);
      expect(record).toBeGreaterThanOrEqual(0);
      expect(momentEnd(branch, record)).toBeGreaterThan(record);
    }
  });

  test('a run opens just before its first message, and goes slowly where something is near', async () => {
    const branch = await branchOf(L08, blocksFor('tunnel')[0].setup);
    expect(openingUs(branch)).toBe(980_000);
    const times = timesOfInterest(branch, branch.view.length);
    expect(paceAt(times, 1_000_100)).toBe(0.05);
    expect(paceAt([10_000_000], 0)).toBe(5);
    expect(paceAt([], 0)).toBe(1);
  });
});
