/** A lesson as a machine: seven beats of which any can be opened, and what the learner did in them. */
import { assign, setup, type SnapshotFrom } from 'xstate';
import { BEAT_NAMES, type BeatName, type Credit } from '../../lesson/index.ts';
import { NO_ANSWERS, type Answers, type Confidence, type FixTry } from './answers.ts';

export interface LessonContext {
  readonly answers: Answers;
  readonly begin: BeatName;
  /** Grows with each reset, so that cards begin anew. */
  readonly round: number;
}

export type LessonEvent =
  | { readonly type: 'open'; readonly beat: BeatName }
  | {
      readonly type: 'predict';
      readonly key: string;
      readonly option?: number;
      readonly number?: number;
    }
  | { readonly type: 'trust'; readonly key: string; readonly confidence: Confidence }
  /** The run has come to its verdict. Heard only for a run that was predicted. */
  | {
      readonly type: 'decide';
      readonly run: string;
      readonly prediction: string;
      readonly credit: Credit;
    }
  | { readonly type: 'watched'; readonly run: string }
  | { readonly type: 'explain'; readonly key: string; readonly cause: number }
  | { readonly type: 'compared'; readonly key: string }
  | ({ readonly type: 'fix'; readonly key: string } & FixTry)
  | { readonly type: 'said'; readonly key: string }
  | { readonly type: 'recall'; readonly ask: string; readonly knew: boolean }
  | { readonly type: 'quiz'; readonly id: string; readonly credit: Credit }
  | { readonly type: 'reset' };

const withOne = (list: readonly string[], one: string): readonly string[] =>
  list.includes(one) ? list : [...list, one];

/** The answers after an event; the same object when it changes nothing. */
export function answered(answers: Answers, event: LessonEvent): Answers {
  switch (event.type) {
    case 'predict': {
      // A verdict that is known cannot be predicted any more.
      if (answers.predictions[event.key]?.credit !== undefined) return answers;
      const { type: _type, key, ...said } = event;
      const prediction = { ...answers.predictions[key], ...said };
      return { ...answers, predictions: { ...answers.predictions, [key]: prediction } };
    }
    case 'trust': {
      const before = answers.predictions[event.key];
      if (before === undefined || before.credit !== undefined) return answers;
      const prediction = { ...before, confidence: event.confidence };
      return { ...answers, predictions: { ...answers.predictions, [event.key]: prediction } };
    }
    case 'decide': {
      const before = answers.predictions[event.prediction];
      if (before === undefined) return answers;
      const prediction = { ...before, credit: before.credit ?? event.credit };
      return {
        ...answers,
        watched: withOne(answers.watched, event.run),
        predictions: { ...answers.predictions, [event.prediction]: prediction },
      };
    }
    case 'watched':
      return { ...answers, watched: withOne(answers.watched, event.run) };
    case 'explain': {
      const tried = answers.causes[event.key] ?? [];
      return { ...answers, causes: { ...answers.causes, [event.key]: [...tried, event.cause] } };
    }
    case 'compared':
      return { ...answers, compared: withOne(answers.compared, event.key) };
    case 'fix': {
      const { key, design } = event;
      const accepted = event.accepted || answers.fixes[key]?.accepted === true;
      return { ...answers, fixes: { ...answers.fixes, [key]: { design, accepted } } };
    }
    case 'said':
      return { ...answers, said: withOne(answers.said, event.key) };
    case 'recall':
      return { ...answers, recalled: { ...answers.recalled, [event.ask]: event.knew } };
    case 'quiz': {
      // The first answer counts: a second one has seen the key.
      if (answers.quiz[event.id] !== undefined) return answers;
      return { ...answers, quiz: { ...answers.quiz, [event.id]: event.credit } };
    }
    default:
      return answers;
  }
}

const machine = setup({
  types: {
    context: {} as LessonContext,
    events: {} as LessonEvent,
    /** `beat` is where the address says that the learner is. */
    input: {} as { readonly answers: Answers; readonly beat: BeatName },
  },
  actions: {
    answer: assign({ answers: ({ context, event }) => answered(context.answers, event) }),
    visit: assign({
      answers: ({ context: { answers } }, { beat }: { beat: BeatName }) =>
        answers.visited.includes(beat)
          ? answers
          : { ...answers, visited: [...answers.visited, beat] },
    }),
    forget: assign({
      answers: NO_ANSWERS,
      round: ({ context }) => context.round + 1,
    }),
  },
  guards: {
    isFor: ({ event }, { beat }: { beat: BeatName }) =>
      event.type === 'open' && event.beat === beat,
    beginsAt: ({ context }, { beat }: { beat: BeatName }) => context.begin === beat,
  },
});

/** A state for each beat, noted on arrival. Which one comes next is the business of the chosen cut. */
const beatState = (beat: BeatName) => ({ entry: { type: 'visit', params: { beat } } }) as const;

const opening = (beat: BeatName) =>
  ({ guard: { type: 'isFor', params: { beat } }, target: `.${beat}` }) as const;

const beginning = (beat: BeatName) =>
  ({ guard: { type: 'beginsAt', params: { beat } }, target: `#lesson.${beat}` }) as const;

export const lessonMachine = machine.createMachine({
  id: 'lesson',
  context: ({ input }) => ({ answers: input.answers, begin: input.beat, round: 0 }),
  initial: 'opening',
  on: {
    open: BEAT_NAMES.map(opening),
    reset: { target: '.hook', actions: 'forget' },
    ...Object.fromEntries(
      (
        [
          'predict',
          'trust',
          'decide',
          'watched',
          'explain',
          'compared',
          'fix',
          'said',
          'recall',
          'quiz',
        ] as const
      ).map((type) => [type, { actions: 'answer' as const }]),
    ),
  },
  states: {
    opening: { always: BEAT_NAMES.map(beginning) },
    hook: beatState('hook'),
    predict: beatState('predict'),
    run: beatState('run'),
    explain: beatState('explain'),
    investigate: beatState('investigate'),
    fix: beatState('fix'),
    say: beatState('say'),
  },
});

type LessonState = SnapshotFrom<typeof lessonMachine>;

/** The beat that is open. */
export const beatOf = (state: LessonState): BeatName =>
  state.value === 'opening' ? state.context.begin : state.value;
