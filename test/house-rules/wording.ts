/** Words and addresses that do not belong in a product, and marks of unfinished or silenced work. */
import type { Fault, SourceFile } from './source-file.ts';

type Ban = { pattern: RegExp; only?: RegExp; cure: string };

// Written in halves, so that this file does not break its own rule.
const halves = (...words: string[][]): string => words.map((word) => word.join('')).join('|');

const WORKPLACE = halves(
  ['\\bcla', 'ude\\b'],
  ['\\banthro', 'pic\\b'],
  ['\\bopen', 'ai\\b'],
  ['\\bchat', 'gpt\\b'],
  ['\\bcopi', 'lot\\b'],
  ['\\bsub', 'agents?\\b'],
  ['\\b(?:agent|coding|work) ', 'sessions?\\b'],
  ['\\b(?:ai|coding) ', '(?:agent|assistant)s?\\b'],
  ['\\blanguage ', 'models?\\b'],
);

const HOSTS = halves(
  ['registry\\.npm', 'js\\.org'],
  ['registry\\.yarn', 'pkg\\.com'],
  ['npm', 'mirror\\.com'],
  ['unp', 'kg\\.com'],
  ['cdn\\.js', 'delivr\\.net'],
  ['\\besm', '\\.sh\\b'],
  ['deb\\.deb', 'ian\\.org'],
  ['py', 'pi\\.org'],
  ['proxy\\.go', 'lang\\.org'],
  ['\\barti', 'factory\\b'],
);

const BANS: Ban[] = [
  {
    pattern: new RegExp(WORKPLACE, 'i'),
    cure: 'the product does not speak of how it was made; say it in its own terms',
  },
  {
    // A path of somebody's machine; `src/app/home/` and `#/home/` are ours.
    pattern: /(?<![\w.#/*$}-])\/(?:work|home|Users|root)\/\w|[A-Z]:\\\\?Users/,
    cure: "a path of one machine; use one relative to the repository or to the file's own address",
  },
  {
    pattern: new RegExp(HOSTS, 'i'),
    cure: 'a package host; name the package, npm knows where it is',
  },
  {
    pattern: new RegExp(`\\b(?:${halves(['TO', 'DO'], ['FIX', 'ME'], ['XX', 'X'])})\\b`),
    only: /^(src|test|README)/,
    cure: 'an unfinished note; do it, or open an issue and say what is true now',
  },
  {
    pattern: /\b(?:test|it|describe)\.(?:only|skip|todo)\b/,
    only: /^test\//,
    cure: 'a test that is left out proves nothing; mend it or delete it',
  },
  {
    pattern: /(?:oxlint|eslint)-disable(?!.* -- \w)|@ts-(?:ignore|nocheck)|@ts-expect-error\s*$/m,
    only: /^(src|test)\//,
    cure: 'a silenced rule without a reason; mend it, or write the reason after " -- "',
  },
];

/** Breaches in every text file of the repository. */
export function wordingFaults(files: SourceFile[]): Fault[] {
  return files.flatMap((file) =>
    BANS.filter((ban) => ban.only?.test(file.path) ?? true).flatMap((ban) => {
      const lines = file.text.split('\n');
      return lines.flatMap((line, index) => {
        const found = ban.pattern.exec(line);
        return found === null ? [] : [`${file.path}:${index + 1} says "${found[0]}": ${ban.cure}`];
      });
    }),
  );
}
