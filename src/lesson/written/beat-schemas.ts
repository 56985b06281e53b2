/** The blocks of the beats: predict, run, explain, compare, fix, say. */
import * as z from 'zod/mini';
import { claimSchema, factSchema, numberSourceSchema, patternSchema } from './claim-schema.ts';
import { scriptLineSchema } from './scenario-schema.ts';
import { design, id, list, seed, text, whole } from './words.ts';

const edits = () => z.optional(list(scriptLineSchema(), 1, 50));

/** What a run is made of; what is left out comes from the lesson's first scenario. */
const setup = () => ({
  scenario: z.optional(id()),
  seed: z.optional(seed()),
  design: z.optional(design()),
  edits: edits(),
});

export const predictSchema = () =>
  z.strictObject({
    name: z.optional(id()),
    /** The run that answers it; left out, the lesson's first. */
    run: z.optional(id()),
    ask: text(),
    confidence: z.optional(z.boolean()),
    options: z.optional(
      list(
        z.strictObject({
          text: text(300),
          claim: claimSchema(),
          happens: z.optional(z.boolean()),
          why: text(600),
          /** Where the belief would be true, or how it is put to the test. */
          design: z.optional(design()),
          edits: edits(),
        }),
        2,
        6,
      ),
    ),
    number: z.optional(
      z.strictObject({
        engine: numberSourceSchema(),
        is: z.number(),
        unit: z.optional(text(40)),
        /** Answers this far from the truth are right, or half right. */
        full: z.number().check(z.gte(0)),
        half: z.number().check(z.gte(0)),
        why: text(600),
      }),
    ),
  });

export const runSchema = () =>
  z.strictObject({
    name: z.optional(id()),
    ...setup(),
    /** The run stops before the first record like this. */
    pause: patternSchema(),
    facts: z.optional(list(factSchema(), 1, 20)),
  });

export const explainSchema = () =>
  z.strictObject({
    ask: text(),
    run: z.optional(id()),
    evidence: patternSchema(),
    options: list(
      z.strictObject({ cause: text(400), right: z.optional(z.boolean()), why: text(600) }),
      2,
      6,
    ),
  });

const sideSchema = () =>
  z.strictObject({ label: text(80), design: design(), facts: list(factSchema(), 1, 10) });

export const compareSchema = () =>
  z.strictObject({
    ask: text(),
    scenario: z.optional(id()),
    seed: z.optional(seed()),
    edits: edits(),
    left: sideSchema(),
    right: sideSchema(),
    differs: text(600),
  });

const wrongDesignSchema = () =>
  z.strictObject({
    name: text(120),
    design: design(),
    /** The check that must break, on one of the seeds at least. */
    fails: z.string(),
    /** What the record that breaks it must look like. */
    record: z.optional(patternSchema()),
    because: text(600),
  });

export const fixSchema = () =>
  z.strictObject({
    task: text(),
    scenario: z.optional(id()),
    knobs: list(z.string(), 1, 12),
    /** Where the learner starts: differences from the scenario's own design. */
    start: z.optional(design()),
    reference: design(),
    seeds: z.strictObject({ prefix: seed(), count: whole(1, 1000) }),
    checks: list(z.string(), 1, 22),
    hint: z.optional(text(600)),
    'near-misses': list(wrongDesignSchema(), 2, 10),
    withheld: wrongDesignSchema(),
  });

export const saySchema = () =>
  z.strictObject({
    line: text(900),
    recall: list(z.strictObject({ ask: text(400), answer: text(600) }), 1, 12),
  });

export type WrittenPredict = z.infer<ReturnType<typeof predictSchema>>;
export type WrittenRun = z.infer<ReturnType<typeof runSchema>>;
export type WrittenExplain = z.infer<ReturnType<typeof explainSchema>>;
export type WrittenCompare = z.infer<ReturnType<typeof compareSchema>>;
export type WrittenFix = z.infer<ReturnType<typeof fixSchema>>;
export type WrittenWrongDesign = z.infer<ReturnType<typeof wrongDesignSchema>>;
export type WrittenSay = z.infer<ReturnType<typeof saySchema>>;
