/** Reads the words of a command line against the options that a command knows. */
import { didYouMean } from '../scenarios/index.ts';

/** A mistake of whoever typed the command: one sentence, exit code 2. */
export class UsageError extends Error {}

export interface OptionKinds {
  /** Options that take the next word: `--seed 7` or `--seed=7`. */
  readonly values: readonly string[];
  /** Options that stand alone: `--json`. */
  readonly flags: readonly string[];
}

export interface Arguments {
  /** Words that are no options, in order. */
  readonly words: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  readonly flags: ReadonlySet<string>;
}

/** @throws UsageError for an unknown option, or one without its value. */
export function readArguments(args: readonly string[], kinds: OptionKinds): Arguments {
  const words: string[] = [];
  const values = new Map<string, string>();
  const flags = new Set<string>();
  for (let place = 0; place < args.length; place += 1) {
    const word = args[place]!;
    if (!word.startsWith('--')) {
      words.push(word);
      continue;
    }
    const [name, inline] = splitOnce(word.slice(2), '=');
    if (kinds.flags.includes(name)) {
      if (inline !== undefined) throw new UsageError(`--${name} takes no value`);
      flags.add(name);
    } else if (kinds.values.includes(name)) {
      const value = inline ?? args[(place += 1)];
      if (value === undefined) throw new UsageError(`--${name} needs a value after it`);
      values.set(name, value);
    } else {
      // With its dashes: what is proposed can be typed as it stands.
      const known = [...kinds.values, ...kinds.flags].map((each) => `--${each}`);
      throw new UsageError(`there is no option --${name}${didYouMean(`--${name}`, known)}`);
    }
  }
  return { words, values, flags };
}

/** The text before the first sign, and what follows it; undefined when the sign is not there. */
export function splitOnce(text: string, sign: string): [before: string, after: string | undefined] {
  const place = text.indexOf(sign);
  return place < 0 ? [text, undefined] : [text.slice(0, place), text.slice(place + sign.length)];
}
