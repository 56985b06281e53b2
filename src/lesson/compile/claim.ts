/** Claims as lessons write them, checked in words: which fields go together, and what they may name. */
import { LAST_TIME_US, usFromMs } from '../../kernel/index.ts';
import type { CheckName, Scenario } from '../../scenarios/index.ts';
import { CHECK_NAMES } from '../../scenarios/index.ts';
import type { Claim, ClaimWindow, Fact, NumberSource } from '../claim.ts';
import type { WrittenClaim, WrittenFact, WrittenNumberSource } from '../written/claim-schema.ts';
import type { Compiling } from './context.ts';
import { compilePattern } from './pattern.ts';
import { mustBeKnown } from './script.ts';
import type { Spot } from './spot.ts';
import { msOf } from './units.ts';

const VERBS = ['count', 'never', 'before', 'measure', 'check', 'all'] as const;
type Verb = (typeof VERBS)[number];

const NUMBERS = ['is', 'at-least', 'at-most'] as const;
const TIMES = ['from', 'until'] as const;

/** The fields that go with each kind of claim. */
const TAKES: Readonly<Record<Verb, readonly string[]>> = {
  count: [...NUMBERS, ...TIMES],
  never: TIMES,
  before: TIMES,
  measure: NUMBERS,
  check: ['is'],
  all: [],
};

/** The claim, or undefined with problems. */
export function compileClaim(
  written: WrittenClaim,
  spot: Spot,
  context: Compiling & { readonly scenario: Scenario },
): Claim | undefined {
  const verb = verbOf(written, spot);
  if (verb === undefined) return undefined;
  const { scenario } = context;
  switch (verb) {
    case 'count': {
      const of = compilePattern(written.count!, spot.in('count'), scenario);
      const bounds = boundsOf(written, spot);
      const window = windowOf(written);
      return of && bounds && { claim: 'count', of, ...bounds, ...window };
    }
    case 'never': {
      const of = compilePattern(written.never!, spot.in('never'), scenario);
      return of && { claim: 'never', of, ...windowOf(written) };
    }
    case 'before': {
      const [first, second] = written.before!.map((pattern, place) =>
        compilePattern(pattern, spot.in('before', place), scenario),
      );
      return first && second && { claim: 'before', first, second, ...windowOf(written) };
    }
    case 'measure': {
      const measure = written.measure!;
      const bounds = boundsOf(written, spot);
      if (!mustBeKnown(spot.in('measure'), 'measure', measure, context.measures)) return undefined;
      return bounds && { claim: 'measure', measure, ...bounds };
    }
    case 'check':
      return compileCheckClaim(written, spot);
    case 'all': {
      const claims = written.all!.map((each, place) =>
        compileClaim(each, spot.in('all', place), context),
      );
      return claims.every((each) => each !== undefined) ? { claim: 'all', claims } : undefined;
    }
  }
}

/** What the claim is about; problems when it is about nothing, about two things, or has odd fields. */
function verbOf(written: WrittenClaim, spot: Spot): Verb | undefined {
  const verbs = VERBS.filter((verb) => written[verb] !== undefined);
  const [verb] = verbs;
  if (verb === undefined) {
    spot.complain('E-FIELD', `this claims nothing: write one of ${VERBS.join(', ')}`);
    return undefined;
  }
  if (verbs.length > 1) {
    const message = `a claim is about one thing; join "${verb}" and "${verbs[1]}" by all`;
    spot.in(verbs[1]!).complainOfKey('E-FIELD', message);
    return undefined;
  }
  const odd = Object.keys(written).filter(
    (field) => field !== verb && !TAKES[verb].includes(field),
  );
  for (const field of odd) {
    spot.in(field).complainOfKey('E-FIELD', `"${field}" does not go with "${verb}"`);
  }
  return odd.length === 0 ? verb : undefined;
}

function boundsOf(
  written: WrittenClaim,
  spot: Spot,
): { readonly least: number; readonly most: number } | undefined {
  const { is, 'at-least': atLeast, 'at-most': atMost } = written;
  if (typeof is === 'string') {
    spot.in('is').complain('E-TYPE', `"is" must be a number here, not "${is}"`);
    return undefined;
  }
  if (is !== undefined && atLeast === undefined && atMost === undefined) {
    return { least: is, most: is };
  }
  if (is === undefined && (atLeast !== undefined || atMost !== undefined)) {
    const [least, most] = [atLeast ?? -Number.MAX_VALUE, atMost ?? Number.MAX_VALUE];
    if (least <= most) return { least, most };
  }
  spot.complain('E-FIELD', 'say how many: is, or at-least and at-most with the smaller one first');
  return undefined;
}

function windowOf(written: WrittenClaim): ClaimWindow {
  return {
    fromUs: written.from === undefined ? 0 : usFromMs(msOf(written.from)),
    untilUs: written.until === undefined ? LAST_TIME_US : usFromMs(msOf(written.until)),
  };
}

function compileCheckClaim(written: WrittenClaim, spot: Spot): Claim | undefined {
  const check = written.check!;
  if (!mustBeKnown(spot.in('check'), 'check', check, CHECK_NAMES)) return undefined;
  if (typeof written.is !== 'string') {
    spot.complain('E-FIELD', 'say what the check finds: is: holds, is: broken or is: not proved');
    return undefined;
  }
  return { claim: 'check', check: check as CheckName, verdict: written.is };
}

export function compileFacts(
  written: readonly WrittenFact[] | undefined,
  spot: Spot,
  context: Compiling & { readonly scenario: Scenario },
): readonly Fact[] {
  return (written ?? []).flatMap(({ says, claim }, place) => {
    const at = spot.in(place);
    const compiled = compileClaim(claim, at.in('claim'), context);
    return compiled === undefined ? [] : [{ says, claim: compiled, ...at.place }];
  });
}

/** Where a stated number comes from, or undefined with problems. */
export function compileNumberSource(
  written: WrittenNumberSource,
  spot: Spot,
  { scenario, measures }: Compiling & { readonly scenario: Scenario },
): NumberSource | undefined {
  const { count, measure, places = 0 } = written;
  if ((count === undefined) === (measure === undefined)) {
    spot.complain('E-FIELD', 'say where the number comes from: either count or measure');
    return undefined;
  }
  if (count !== undefined) {
    const of = compilePattern(count, spot.in('count'), scenario);
    return of && { from: 'count', of, places };
  }
  if (!mustBeKnown(spot.in('measure'), 'measure', measure!, measures)) return undefined;
  return { from: 'measure', measure: measure!, places };
}
