/**
 * What a learner has done and how they like things, as a join: merging two of them in any order,
 * any number of times, gives one result. So tabs, imports and old copies can lose nothing.
 */

/** Best result of each beat, 0 to 1; attempts are the learner's business, not ours. */
export type Beats = Readonly<Record<string, number>>;

export interface Setting {
  readonly value: string | number | boolean;
  /** Counts changes, so that no clock decides which is later. */
  readonly at: number;
}

export interface Progress {
  readonly version: 1;
  readonly lessons: Readonly<Record<string, Beats>>;
  readonly settings: Readonly<Record<string, Setting>>;
}

export const NO_PROGRESS: Progress = { version: 1, lessons: {}, settings: {} };

export function joined(one: Progress, other: Progress): Progress {
  return {
    version: 1,
    lessons: merged(one.lessons, other.lessons, (a, b) => merged(a, b, Math.max)),
    settings: merged(one.settings, other.settings, laterOf),
  };
}

/** The later change; of two at once the greater value, so that the order does not matter. */
function laterOf(one: Setting, other: Setting): Setting {
  if (one.at !== other.at) return one.at > other.at ? one : other;
  return weight(one) >= weight(other) ? one : other;
}

const weight = ({ value }: Setting): string => `${typeof value} ${String(value)}`;

/** Keys in order, so that equal contents are equal texts. */
function merged<Value>(
  one: Readonly<Record<string, Value>>,
  other: Readonly<Record<string, Value>>,
  choose: (a: Value, b: Value) => Value,
): Record<string, Value> {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted((a, b) =>
    a < b ? -1 : 1,
  );
  return Object.fromEntries(
    keys.map((key) => {
      const a = Object.hasOwn(one, key) ? one[key] : undefined;
      const b = Object.hasOwn(other, key) ? other[key] : undefined;
      return [key, a === undefined ? b! : b === undefined ? a : choose(a, b)];
    }),
  );
}

/** Progress with one beat done; a better result stays. */
export function withBeat(
  progress: Progress,
  lesson: string,
  beat: string,
  result: number,
): Progress {
  const lessons = { [lesson]: { [beat]: Math.min(1, Math.max(0, result)) } };
  return joined(progress, { ...NO_PROGRESS, lessons });
}

export function withSetting(progress: Progress, name: string, value: Setting['value']): Progress {
  const at = 1 + Math.max(0, ...Object.values(progress.settings).map((each) => each.at));
  return joined(progress, { ...NO_PROGRESS, settings: { [name]: { value, at } } });
}
