/** The beats of a lesson and what a learner may do in them. */
import { createActor } from 'xstate';
import { describe, expect, test } from 'vitest';
import {
  beatsDone,
  calibrationOf,
  NO_ANSWERS,
  type Answers,
} from '../../../src/app/lesson-player/answers.ts';
import {
  answered,
  beatOf,
  lessonMachine,
  type LessonEvent,
} from '../../../src/app/lesson-player/lesson-machine.ts';
import { BEAT_NAMES, type BeatName } from '../../../src/lesson/index.ts';
import { lessonOf } from './lessons.ts';

function begun(beat: BeatName = 'hook', answers: Answers = NO_ANSWERS) {
  const actor = createActor(lessonMachine, { input: { answers, beat } });
  actor.start();
  return actor;
}

const after = (answers: Answers, ...events: LessonEvent[]) => events.reduce(answered, answers);

describe('the rail', () => {
  test('any beat can be opened from any other, and begins where the address says', () => {
    for (const from of BEAT_NAMES) {
      for (const to of BEAT_NAMES) {
        const actor = begun(from);
        expect(beatOf(actor.getSnapshot())).toBe(from);
        actor.send({ type: 'open', beat: to });
        expect(beatOf(actor.getSnapshot())).toBe(to);
      }
    }
  });

  test('a reset forgets the answers and goes to the hook', () => {
    const actor = begun('run');
    actor.send({ type: 'predict', key: 'ben-in-the-tunnel', option: 1 });
    actor.send({ type: 'reset' });
    const { context } = actor.getSnapshot();
    expect(beatOf(actor.getSnapshot())).toBe('hook');
    expect(context.answers).toEqual({ ...NO_ANSWERS, visited: ['hook'] });
    expect(context.round).toBe(1);
  });
});

describe('a prediction', () => {
  test('may be changed until the run has decided, and not after', () => {
    const answers = after(
      NO_ANSWERS,
      { type: 'predict', key: 'p', option: 1 },
      { type: 'trust', key: 'p', confidence: 3 },
      { type: 'predict', key: 'p', option: 2 },
      { type: 'decide', run: 'r', prediction: 'p', credit: 'none' },
      { type: 'predict', key: 'p', option: 3 },
      { type: 'trust', key: 'p', confidence: 1 },
      { type: 'decide', run: 'r', prediction: 'p', credit: 'full' },
    );
    expect(answers.predictions).toEqual({ p: { option: 2, confidence: 3, credit: 'none' } });
    expect(answers.watched).toEqual(['r']);
  });

  test('a verdict without a prediction counts for nothing', () => {
    const event = { type: 'decide', run: 'r', prediction: 'p', credit: 'full' } as const;
    expect(answered(NO_ANSWERS, event)).toBe(NO_ANSWERS);
  });

  test('the first answer to a question counts', () => {
    const answers = after(
      NO_ANSWERS,
      { type: 'quiz', id: 'q', credit: 'none' },
      { type: 'quiz', id: 'q', credit: 'full' },
    );
    expect(answers.quiz).toEqual({ q: 'none' });
  });

  test('an accepted design stays accepted when worse ones are tried later', () => {
    const answers = after(
      NO_ANSWERS,
      { type: 'fix', key: 'f', design: { ackAt: 'store' }, accepted: true },
      { type: 'fix', key: 'f', design: { ackAt: 'receipt' }, accepted: false },
    );
    expect(answers.fixes).toEqual({ f: { design: { ackAt: 'receipt' }, accepted: true } });
  });
});

test('beats are done one by one as lesson L08 is worked through', () => {
  const lesson = lessonOf('08');
  const events: readonly (readonly [LessonEvent[], BeatName[]])[] = [
    [[], []],
    [
      [
        { type: 'predict', key: 'ben-in-the-tunnel', option: 0 },
        { type: 'predict', key: 'ana-in-the-tunnel', option: 0 },
      ],
      ['predict'],
    ],
    [
      [
        { type: 'decide', run: 'tunnel', prediction: 'ben-in-the-tunnel', credit: 'none' },
        { type: 'watched', run: 'own-tunnel' },
      ],
      ['predict', 'run'],
    ],
  ];
  let answers = NO_ANSWERS;
  for (const [done, expected] of events) {
    answers = after(answers, ...done);
    expect([...beatsDone(lesson, answers)]).toEqual(expected);
  }
  const left = { ...answers, visited: ['hook', 'predict'] as const };
  expect([...beatsDone(lesson, left)]).toEqual(['hook', 'predict', 'run']);
});

test('calibration counts how often the certain were right', () => {
  expect(
    calibrationOf([
      { option: 0, confidence: 3, credit: 'full' },
      { option: 0, confidence: 3, credit: 'none' },
      { option: 0, confidence: 1, credit: 'full' },
      { option: 0, confidence: 3 },
    ]),
  ).toEqual({ right: 2, decided: 3, sure: 2, sureRight: 1 });
});
