/** The block `quiz`: one schema a type of item. Types P1 to M are judged here; the rest by the app. */
import * as z from 'zod/mini';
import { claimSchema, numberSourceSchema, patternSchema } from './claim-schema.ts';
import { scriptLineSchema } from './scenario-schema.ts';
import { design, id, list, seed, text, whole } from './words.ts';

const common = <Type extends string>(type: Type) => ({
  id: id(),
  type: z.literal(type),
  misconception: z.optional(text(10)),
  stem: text(1_200),
  /** The card that repeats the idea later, and an item that asks it elsewhere. */
  cards: z.optional(list(id(), 1, 10)),
  transfer: z.optional(id()),
});

const setup = () => ({
  scenario: z.optional(id()),
  seed: z.optional(seed()),
  design: z.optional(design()),
  edits: z.optional(list(scriptLineSchema(), 1, 50)),
});

const choices = () =>
  list(z.strictObject({ text: text(300), right: z.optional(z.boolean()), why: text(400) }), 2, 8);

const steps = () =>
  list(z.strictObject({ id: id(), text: text(200), after: z.optional(list(id(), 0, 20)) }), 2, 12);

const bands = () =>
  z.strictObject({
    full: z.tuple([z.number(), z.number()]),
    half: z.optional(z.tuple([z.number(), z.number()])),
  });

const feedback = () =>
  z.strictObject({ right: text(400), low: z.optional(text(400)), high: z.optional(text(400)) });

const fix = () => ({
  ...setup(),
  knobs: list(z.string(), 1, 12),
  reference: design(),
  checks: list(z.string(), 1, 22),
  seeds: z.strictObject({ prefix: seed(), count: whole(1, 1000) }),
});

/** Items whose answer is judged by src/lesson. */
const judgedRuns = () => ({
  /** Predict an option, then run. */
  P1: z.strictObject({
    ...common('P1'),
    ...setup(),
    options: list(
      z.strictObject({
        text: text(300),
        claim: claimSchema(),
        happens: z.optional(z.boolean()),
        why: text(400),
      }),
      2,
      6,
    ),
  }),
  /** Predict a number, then run. */
  P2: z.strictObject({
    ...common('P2'),
    ...setup(),
    answer: z.strictObject({ engine: numberSourceSchema(), is: z.number() }),
    unit: z.optional(text(40)),
    bands: bands(),
    feedback: feedback(),
  }),
  /** Estimate within a ratio. */
  E: z.strictObject({
    ...common('E'),
    answer: z.number(),
    unit: z.optional(text(40)),
    ratios: z.strictObject({ full: z.number(), half: z.number() }),
    feedback: feedback(),
  }),
});

/** Items about an order or a choice, judged by src/lesson too. */
const judgedByKey = () => ({
  /** Order the steps: a partial order, so several answers can be right. */
  O: z.strictObject({
    ...common('O'),
    steps: steps(),
    distractors: z.optional(list(z.strictObject({ text: text(200), why: text(400) }), 1, 8)),
    feedback: feedback(),
  }),
  /** Match: the right side may hold more than the left. */
  M: z.strictObject({
    ...common('M'),
    pairs: list(z.strictObject({ left: text(200), right: text(200) }), 2, 12),
    extra: z.optional(list(text(200), 1, 8)),
    why: text(600),
  }),
  /** Choose, and say why: both must be right. */
  C: z.strictObject({ ...common('C'), options: choices(), reasons: choices() }),
});

/** Items that a screen judges by a run. */
const shownRuns = () => ({
  P3: z.strictObject({
    ...common('P3'),
    ...setup(),
    measure: z.string(),
    points: whole(3, 12),
    why: text(600),
  }),
  F1: z.strictObject({
    ...common('F1'),
    ...setup(),
    records: list(patternSchema(), 1, 10),
    causes: choices(),
  }),
  X: z.strictObject({ ...common('X'), ...fix() }),
  'X-': z.strictObject({ ...common('X-'), ...fix(), changes: whole(1, 12) }),
  B: z.strictObject({
    ...common('B'),
    ...setup(),
    check: z.string(),
    most: whole(1, 20),
    answer: list(scriptLineSchema(), 1, 20),
    why: text(600),
  }),
  T: z.strictObject({
    ...common('T'),
    ...setup(),
    node: text(40),
    facts: list(z.strictObject({ text: text(300), known: z.boolean(), why: text(400) }), 2, 12),
  }),
  R: z.strictObject({
    ...common('R'),
    ...setup(),
    measure: z.string(),
    designs: list(z.strictObject({ label: text(80), design: design() }), 2, 8),
    why: text(600),
  }),
  V: z.strictObject({
    ...common('V'),
    ...setup(),
    other: design(),
    differences: list(
      z.strictObject({ text: text(300), true: z.boolean(), why: text(400) }),
      2,
      10,
    ),
  }),
});

/** Items that a screen judges by their key, or a person by anchors. */
const shownByKey = () => ({
  F2: z.strictObject({
    ...common('F2'),
    lines: list(text(200), 1, 40),
    faulty: list(whole(1, 40), 1, 10),
    why: text(600),
  }),
  L: z.strictObject({
    ...common('L'),
    place: text(80),
    slots: list(text(80), 2, 30),
    right: list(text(80), 1, 10),
    why: text(600),
  }),
  D: z.strictObject({
    ...common('D'),
    states: list(text(60), 2, 20),
    events: list(text(60), 1, 20),
    transitions: list(z.strictObject({ from: text(60), on: text(60), to: text(60) }), 1, 60),
    why: text(600),
  }),
  K: z.strictObject({ ...common('K'), options: choices() }),
  S: z.strictObject({ ...common('S'), anchors: list(text(300), 1, 8), model: text(1_200) }),
  W: z.strictObject({ ...common('W'), knob: z.string(), why: text(600) }),
});

export const quizSchemas = () => ({
  ...judgedRuns(),
  ...judgedByKey(),
  ...shownRuns(),
  ...shownByKey(),
});

type QuizSchemas = ReturnType<typeof quizSchemas>;
export type QuizType = keyof QuizSchemas;
export type WrittenQuiz = { [Type in QuizType]: z.infer<QuizSchemas[Type]> }[QuizType];
export type WrittenQuizOf<Type extends QuizType> = z.infer<QuizSchemas[Type]>;
