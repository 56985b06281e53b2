/** What two designs show differently, in sentences; and the numbers that come apart from there. Pure. */
import type { GhostDiff, MetricGap, VisibleDifference } from '../../explore/index.ts';
import { measureWords } from '../lesson-player/beats/measure-words.ts';

type Sight = VisibleDifference['before'];

const STATUS_WORDS: Readonly<Record<string, string>> = {
  clock: 'a clock',
  sent: 'one tick',
  delivered: 'two ticks',
  read: 'two blue ticks',
  failed: 'a warning',
};

/** What a person sees: a tick, or the message itself. */
export function sightWords(sight: Sight): string {
  if (sight === null) return 'nothing more';
  const { what } = sight;
  return what.startsWith('shown: ') ? 'the message' : (STATUS_WORDS[what] ?? what);
}

const seconds = (timeUs: number): string => `${(timeUs / 1e6).toFixed(2)} s`;

/** The first difference as a sentence: whose phone, which message, what on either side. */
export function differenceSentence(
  { kind, before, after }: VisibleDifference,
  whose: string,
  text: string,
): string {
  const about = `${whose}’s phone and “${text}”`;
  if (kind === 'other') {
    return `${about}: A shows ${sightWords(before)}, B shows ${sightWords(after)}.`;
  }
  if (kind === 'missing' || before === null || after === null) {
    const [side, other] = before === null ? ['B', 'A'] : ['A', 'B'];
    return `${about}: ${side} shows ${sightWords(before ?? after)}, ${other} never does.`;
  }
  const isA = before.timeUs < after.timeUs;
  const lateUs = Math.abs(before.timeUs - after.timeUs);
  const [side, other] = isA ? ['A', 'B'] : ['B', 'A'];
  return `${about}: ${side} shows ${sightWords(before)} at once, ${other} only ${seconds(lateUs)} later.`;
}

export interface GapRow {
  readonly name: string;
  readonly words: string;
  readonly gap: MetricGap;
}

/** More lines than these hide the ones that matter. */
const ROWS_MAX = 8;

/** Numbers a person reads: first those that were equal at the parting, by how far they came apart. */
export function gapRows({ gaps }: GhostDiff): readonly GapRow[] {
  return gaps
    .flatMap((gap): GapRow[] => {
      const words = measureWords(gap.name);
      return words === undefined ? [] : [{ name: gap.name, words, gap }];
    })
    .toSorted((one, other) => rank(one) - rank(other) || spread(other) - spread(one))
    .slice(0, ROWS_MAX);
}

const rank = ({ name, gap: { atParting } }: GapRow): number =>
  (atParting.before === atParting.after ? 0 : 1) + (name.includes('.') ? 2 : 0);

function spread({ gap: { end } }: GapRow): number {
  const [before, after] = [end.before ?? 0, end.after ?? 0];
  return Math.abs(after - before) / Math.max(1, Math.abs(before), Math.abs(after));
}

export const numberText = (value: number | undefined): string =>
  value === undefined ? '–' : String(Math.round(value * 10) / 10);
