/** The ways through a lesson by the time one has: all of it, the short cut, the cut for a class. */
import { BEAT_NAMES, type BeatName, type Lesson } from '../../lesson/index.ts';

export const CUTS = ['whole', 'class', 'short'] as const;
export type Cut = (typeof CUTS)[number];

export const CUT_TITLES: Readonly<Record<Cut, string>> = {
  whole: 'All of it',
  class: 'With a class',
  short: 'The short way',
};

/** After "left out of the". */
export const CUT_NAMES: Readonly<Record<Cut, string>> = {
  whole: 'whole',
  class: 'way for a class',
  short: 'short way',
};

/** Every lesson's cuts are written for these times; the whole has a time of its own. */
const CUT_MINUTES = { class: 20, short: 12 } as const;

export const minutesOf = ({ minutes }: Pick<Lesson, 'minutes'>, cut: Cut): number =>
  cut === 'whole' ? minutes : CUT_MINUTES[cut];

/** The beats of a cut, in their order. */
export function beatsOf({ cuts }: Pick<Lesson, 'cuts'>, cut: Cut): readonly BeatName[] {
  return cut === 'whole' ? BEAT_NAMES : BEAT_NAMES.filter((name) => cuts[cut].includes(name));
}

/** The beats of a way before and after a beat, which may itself be left out of it. */
export function neighboursOf(
  way: readonly BeatName[],
  beat: BeatName,
): readonly [before: BeatName | undefined, after: BeatName | undefined] {
  const place = BEAT_NAMES.indexOf(beat);
  return [
    way.findLast((name) => BEAT_NAMES.indexOf(name) < place),
    way.find((name) => BEAT_NAMES.indexOf(name) > place),
  ];
}
