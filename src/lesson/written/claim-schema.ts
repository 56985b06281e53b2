/** Claims about a trace, over a small language of record patterns. A closed list; no code. */
import * as z from 'zod/mini';
import { list, text, time, whole } from './words.ts';

const value = () => z.union([z.string().check(z.maxLength(200)), z.number(), z.boolean()]);

/** `{ kind: shown, node: ben, message: ana/m1 }`: fields of that kind of record, one or several values. */
export const patternSchema = () =>
  z.catchall(z.object({ kind: z.string() }), z.union([value(), list(value(), 1, 20)]));

/** What a claim may say. Which fields go together is told by compile/claim.ts, in words. */
export const claimSchema = () => {
  const claim = z.strictObject({
    count: z.optional(patternSchema()),
    never: z.optional(patternSchema()),
    before: z.optional(list(patternSchema(), 2, 2)),
    measure: z.optional(z.string()),
    check: z.optional(z.string()),
    is: z.optional(z.union([z.number(), z.enum(['holds', 'broken', 'not proved'])])),
    'at-least': z.optional(z.number()),
    'at-most': z.optional(z.number()),
    /** Only records in [from, until) count. */
    from: z.optional(time()),
    until: z.optional(time()),
    get all() {
      return z.optional(list(claim, 2, 10));
    },
  });
  return claim;
};

/** A sentence about a run, with the claim that makes it true. */
export const factSchema = () => z.strictObject({ says: text(300), claim: claimSchema() });

/** A number that the engine gives: how often something happens, or a measure. */
export const numberSourceSchema = () =>
  z.strictObject({
    count: z.optional(patternSchema()),
    measure: z.optional(z.string()),
    /** Decimal places to which the number is stated. */
    places: z.optional(whole(0, 6)),
  });

export type WrittenPattern = z.infer<ReturnType<typeof patternSchema>>;
export type WrittenClaim = z.infer<ReturnType<typeof claimSchema>>;
export type WrittenFact = z.infer<ReturnType<typeof factSchema>>;
export type WrittenNumberSource = z.infer<ReturnType<typeof numberSourceSchema>>;
