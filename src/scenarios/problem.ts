/** A mistake of a scenario's author: a value with a place, never thrown, always all at once. */
import { didYouMean } from './nearest.ts';

/** Keys and list places from the scenario down: ['nodes', 2, 'name']. */
export type ProblemPath = readonly (string | number)[];

export interface Problem {
  readonly path: ProblemPath;
  /** A sentence: what is wrong and what to do. */
  readonly message: string;
}

/** `nodes[2].name`; the whole scenario is ''. */
export function pathText(path: ProblemPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

/** Collects problems; every method answers whether all was well. */
export class ProblemList {
  readonly problems: Problem[] = [];

  add(path: ProblemPath, message: string): false {
    this.problems.push({ path, message });
    return false;
  }

  /** `what` is the noun in the sentence: 'node', 'conversation', 'phone'. */
  oneOf(path: ProblemPath, what: string, word: string, known: readonly string[]): boolean {
    if (known.includes(word)) return true;
    return this.add(path, `there is no ${what} "${word}"${didYouMean(word, known)}`);
  }

  atLeast(path: ProblemPath, value: number, least: number, unit: string): boolean {
    if (value >= least && value < Infinity) return true;
    return this.add(path, `${value} is no ${unit}: expected ${least} or more`);
  }

  whole(path: ProblemPath, value: number, least: number): boolean {
    if (value >= least && value < Infinity && Math.floor(value) === value) return true;
    return this.add(path, `${value} is not a whole number of at least ${least}`);
  }

  /** Two numbers, the first not above the second. */
  range(path: ProblemPath, range: readonly number[], least: number): boolean {
    const [low = NaN, high = NaN] = range;
    if (range.length === 2 && low >= least && high >= low && high < Infinity) return true;
    const floor = least > -Infinity ? `, the first at least ${least}` : '';
    return this.add(path, `[${range.join(', ')}] is no range: expected [least, most]${floor}`);
  }

  /** Reports each name that comes twice, at its second place. */
  distinct(places: readonly { readonly path: ProblemPath; readonly name: string }[]): void {
    const first = new Map<string, ProblemPath>();
    for (const { path, name } of places) {
      const before = first.get(name);
      if (before === undefined) first.set(name, path);
      else this.add(path, `the name "${name}" is taken by ${pathText(before)}: choose another`);
    }
  }

  name(path: ProblemPath, name: string): boolean {
    if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length <= 40) return true;
    const shown = name.length > 40 ? `${name.slice(0, 40)}…` : name;
    return this.add(
      path,
      `"${shown}" is no name: use lower-case letters, digits and dashes, a letter first, ` +
        'at most 40 characters, as in server-1',
    );
  }
}
