// @vitest-environment jsdom
/** Progress is merged, never replaced; damage costs no more than what was damaged. */
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { BEAT_NAMES } from '../../../src/lesson/index.ts';
import { NO_ANSWERS, type Answers } from '../../../src/app/lesson-player/answers.ts';
import {
  grown,
  merged,
  NO_PROGRESS,
  progressFrom,
} from '../../../src/app/lesson-player/progress/progress.ts';
import {
  readProgress,
  writeProgress,
} from '../../../src/app/lesson-player/progress/progress-store.ts';
import { lessonOf } from './lessons.ts';

const L08 = lessonOf('08');
const PREDICTED: Answers = {
  ...NO_ANSWERS,
  predictions: {
    'ben-in-the-tunnel': { option: 1, confidence: 3, credit: 'none' },
    'ana-in-the-tunnel': { option: 2 },
  },
};

beforeEach(() => localStorage.clear());

describe('progress', () => {
  test('keeps finished beats, first verdicts and kept promises through a reset', () => {
    const fix = L08.beats.flatMap(({ parts }) => parts).find(({ kind }) => kind === 'fix');
    if (fix?.kind !== 'fix') throw new Error('lesson L08 has no fix');
    const key = `fix@${fix.line}`;
    const mended = { ...PREDICTED, fixes: { [key]: { design: fix.reference, accepted: true } } };
    const done = grown(NO_PROGRESS, L08, mended);
    const anew = grown(done, L08, NO_ANSWERS);
    expect(anew).toEqual({
      answers: NO_ANSWERS,
      resets: 1,
      turn: 2,
      beats: ['predict', 'fix'],
      kept: fix.checks,
      predictions: { 'ben-in-the-tunnel': { option: 1, confidence: 3, credit: 'none' } },
    });
  });

  test('two tabs lose nothing to each other', () => {
    const one = grown(NO_PROGRESS, L08, PREDICTED);
    const begun = grown(NO_PROGRESS, L08, { ...NO_ANSWERS, visited: ['hook'] });
    const other = grown(begun, L08, { ...NO_ANSWERS, watched: ['tunnel', 'own-tunnel'] });
    writeProgress('L08', other);
    writeProgress('L08', one);
    expect(readProgress('L08')).toMatchObject({ turn: 2, beats: ['predict', 'run'] });
    const { answers } = readProgress('L08');
    expect(answers.predictions).toEqual(PREDICTED.predictions);
    expect(answers.watched).toEqual(['tunnel', 'own-tunnel']);
  });

  test('a reset in one tab is not undone by what another tab still holds', () => {
    const one = grown(NO_PROGRESS, L08, PREDICTED);
    writeProgress('L08', one);
    writeProgress('L08', grown(one, L08, NO_ANSWERS));
    writeProgress('L08', { ...grown(one, L08, { ...PREDICTED, said: ['say@1'] }), turn: 9 });
    expect(readProgress('L08')).toMatchObject({ resets: 1, answers: NO_ANSWERS });
  });

  test('a verdict that one tab has seen is not taken back by another', () => {
    const { 'ben-in-the-tunnel': said } = PREDICTED.predictions;
    const { credit: _credit, ...undecided } = said!;
    const fresh = { ...NO_ANSWERS, predictions: { 'ben-in-the-tunnel': undecided } };
    writeProgress('L08', grown(NO_PROGRESS, L08, PREDICTED));
    writeProgress('L08', { ...grown(NO_PROGRESS, L08, fresh), turn: 5 });
    expect(readProgress('L08').answers.predictions).toEqual(PREDICTED.predictions);
  });

  test('a slot that was cut off leaves the turn before it', () => {
    const first = grown(NO_PROGRESS, L08, PREDICTED);
    writeProgress('L08', first);
    const second = grown(first, L08, { ...PREDICTED, said: ['say@1'] });
    writeProgress('L08', second);
    const names = Object.keys(localStorage);
    expect(names.toSorted()).toEqual(['two-ticks/lesson/L08/a', 'two-ticks/lesson/L08/b']);
    localStorage.setItem('two-ticks/lesson/L08/a', '{"turn":2,"ans');
    expect(readProgress('L08').answers.predictions).toEqual(PREDICTED.predictions);
  });

  test('without storage it lasts for the visit', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const progress = grown(NO_PROGRESS, L08, PREDICTED);
    expect(writeProgress('L08', progress)).toEqual(progress);
    vi.restoreAllMocks();
  });

  test('whatever is stored can be read', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (stored) => {
        const progress = progressFrom(stored);
        expect(progressFrom(JSON.parse(JSON.stringify(progress)))).toEqual(progress);
        expect(grown(progress, L08, progress.answers).turn).toBe(progress.turn + 1);
      }),
    );
  });

  test('merging does not depend on the order, and a second time changes nothing', () => {
    const progress = fc.record({
      answers: fc.constant(NO_ANSWERS),
      resets: fc.nat(2),
      turn: fc.nat(5),
      beats: fc.subarray([...BEAT_NAMES]),
      kept: fc.subarray(['honest-ticks', 'ticks-forward']),
      predictions: fc.constant({}),
    });
    fc.assert(
      fc.property(progress, progress, (one, other) => {
        const both = merged(one, other);
        expect(new Set(both.kept)).toEqual(new Set(merged(other, one).kept));
        expect(both.beats).toEqual(merged(other, one).beats);
        expect(merged(both, other)).toEqual(both);
      }),
    );
  });
});
