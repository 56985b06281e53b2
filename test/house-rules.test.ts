/** The repository obeys the house rules. Each message names the cure; each rule is seen to fail below. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bannedWordFaults } from './house-rules/banned-words.ts';
import { deadFileFaults } from './house-rules/dead-files.ts';
import { importFaults } from './house-rules/imports.ts';
import { headerFaults, lengthFaults, placeFaults } from './house-rules/layout.ts';
import { lockFaults, manifestFaults, type Lock, type Manifest } from './house-rules/packages.ts';
import { readRepository, type SourceFile } from './house-rules/source-file.ts';
import { wordingFaults } from './house-rules/wording.ts';

const files = readRepository(join(import.meta.dirname, '..'));

function json(path: string): unknown {
  return JSON.parse(files.find((file) => file.path === path)?.text ?? 'null');
}

describe('the repository', () => {
  test('imports only from the left, through index.ts', () => {
    expect(importFaults(files)).toEqual([]);
  });

  test('says nothing engine-dependent left of app', () => {
    expect(bannedWordFaults(files)).toEqual([]);
  });

  test('has every file where it belongs, under a name that means something', () => {
    expect(placeFaults(files)).toEqual([]);
  });

  test('keeps files short', () => {
    expect(lengthFaults(files)).toEqual([]);
  });

  test('opens every file by saying what it is', () => {
    expect(headerFaults(files)).toEqual([]);
  });

  test('holds no file that nothing leads to', () => {
    expect(deadFileFaults(files)).toEqual([]);
  });

  test('speaks of the product only', () => {
    expect(wordingFaults(files)).toEqual([]);
  });

  test('depends on few packages, exactly, everywhere', () => {
    expect(manifestFaults(json('package.json') as Manifest)).toEqual([]);
    expect(lockFaults(json('package-lock.json') as Lock)).toEqual([]);
  });
});

/** A file that breaks one rule. */
function planted(path: string, text: string): SourceFile[] {
  return [{ path, text }];
}

/** What comes after the place, so that a test names the fault and not the line's column. */
function cures(faults: string[]): string[] {
  return faults.map((fault) => fault.replace(/^\S+ /, ''));
}

describe('the import rule sees', () => {
  const faultOf = (path: string, specifier: string): string[] =>
    cures(importFaults(planted(path, `export { x } from '${specifier}';`)));

  test.each([
    ['src/kernel/wheel.ts', '../world/index.ts', 'world is not to the left of kernel'],
    ['src/world/run.ts', '../kernel/wheel.ts', 'go through src/kernel/index.ts'],
    ['src/app/stage/Stage.tsx', '../../cli/simulate.ts', 'cli is not to the left of app'],
    ['src/models/redis/store.ts', '../kafka/store.ts', 'components share nothing but protocol'],
    ['src/models/protocol/packets.ts', '../kafka/index.ts', 'it imports none of them'],
    ['src/models/redis/store.ts', '../protocol/packets.ts', 'go through ../protocol/index.ts'],
    ['src/kernel/wheel.ts', 'react', 'kernel uses no such package'],
    ['src/world/run.ts', 'node:fs', 'world uses no such package'],
    ['src/kernel/wheel.ts', './clock', 'write the ending too'],
    ['src/app/main.tsx', './build/offline-plugin.ts', 'only vite.config.ts imports it'],
    ['src/cli/verify.ts', '../../test/setup.ts', 'src imports nothing outside src'],
  ])('%s importing %s', (path, specifier, fault) => {
    expect(faultOf(path, specifier).join()).toContain(fault);
  });

  test.each([
    ['src/world/run.ts', '../kernel/index.ts'],
    ['src/app/engine/worker.ts', '../../models/cryptography/index.ts'],
    ['src/models/redis/store.ts', '../protocol/index.ts'],
    ['src/models/redis/store.ts', '../../kernel/index.ts'],
    ['src/models/index.ts', './redis/index.ts'],
    ['src/models/redis/machine.ts', 'xstate'],
    ['src/lesson/parse.ts', 'mdast-util-from-markdown'],
    ['src/app/stage/Stage.tsx', './Stage.module.css'],
  ])('nothing wrong in %s importing %s', (path, specifier) => {
    expect(faultOf(path, specifier)).toEqual([]);
  });

  test('types, dynamic imports and side effects too', () => {
    const text =
      "import type { A } from '../world/a.ts'; import('../app/b.ts'); import '../cli/c.ts';";
    expect(importFaults(planted('src/kernel/wheel.ts', text))).toHaveLength(3);
    const typeOnly = "export type B = import('../app/index.ts').B;";
    expect(importFaults(planted('src/kernel/wheel.ts', typeOnly))).toHaveLength(1);
  });
});

describe('the ban left of app sees', () => {
  const wordsIn = (text: string): string[] =>
    cures(bannedWordFaults(planted('src/world/run.ts', text))).map(
      (fault) => fault.split(':')[0] ?? '',
    );

  test.each([
    ['const at = Date.now();', ['Date']],
    ['const log = Math.log(2) + Math.floor(3);', ['Math.log']],
    ['const { log } = Math;', ['Math']],
    ['const square = side ** 2;', ['**']],
    ['side **= 2;', ['**']],
    ['const later = async () => await run();', ['async', 'async']],
    ['for (const key in keys) use(key);', ['for...in']],
    [
      'names.sort();',
      [
        '.sort() without a comparator orders numbers as text; give one that never returns 0 for two different things',
      ],
    ],
    ['a.localeCompare(b);', ['localeCompare']],
    ['count.toLocaleString();', ['toLocaleString']],
    ['new Intl.NumberFormat();', ['Intl']],
    ['setTimeout(run, 1);', ['setTimeout']],
    ['let answer: Promise<number>;', ['Promise']],
    ['const run = (at = Date.now()) => at;', ['Date']],
    ['globalThis.Date;', ['globalThis']],
    ["eval('1'); new Function('return 1');", ['eval', 'Function']],
  ])('%s', (text, words) => {
    expect(wordsIn(text)).toEqual(words);
  });

  test('nothing in comments, texts, fields, and names of our own', () => {
    const text = `
      // Math.log differs between engines; Date too.
      const told = 'Date and Promise';
      const window = [1, 2].sort((a, b) => a - b);
      const row = { Date: 1, process: window };
      export const size = row.process.length + row.Date;`;
    expect(wordsIn(text)).toEqual([]);
  });

  test('nothing in app, where the world is', () => {
    expect(bannedWordFaults(planted('src/app/clock.ts', 'Date.now();'))).toEqual([]);
  });
});

describe('the rules of layout see', () => {
  test.each([
    ['tools/x.mjs', 'the top level is fixed'],
    ['src/engine/run.ts', 'put it in one of them'],
    ['src/app/utils/format.ts', '"utils" says nothing'],
    ['src/world/helpers.ts', '"helpers.ts" says nothing'],
    ['src/app/Stage/view.ts', 'write folder "Stage" in kebab-case'],
    ['src/app/stage/phone-view.tsx', 'PascalCase.tsx'],
    ['src/world/faultPlan.ts', 'kebab-case'],
    ['lessons/two-servers.md', 'named by number'],
  ])('%s', (path, fault) => {
    expect(placeFaults(planted(path, '')).join()).toContain(fault);
  });

  test('a file of 301 lines', () => {
    const lines = (count: number): SourceFile[] =>
      planted('src/world/run.ts', 'x;\n'.repeat(count));
    expect(lengthFaults(lines(300))).toEqual([]);
    expect(lengthFaults(lines(301)).join()).toContain('301 lines, at most 300');
  });

  test('a comment that runs far over the line', () => {
    const wide = planted('src/world/run.ts', `// ${'word '.repeat(24)}`);
    expect(lengthFaults(wide).join()).toContain('run.ts:1 a comment of 122 columns');
  });

  test('a file that does not say what it is', () => {
    expect(headerFaults(planted('src/world/run.ts', 'export const a = 1;'))).toHaveLength(1);
    expect(headerFaults(planted('src/world/run.ts', '/** Run. */\n'))).toHaveLength(1);
    expect(headerFaults(planted('src/app/base.css', 'p { margin: 0; }'))).toHaveLength(1);
    expect(headerFaults(planted('src/world/run.ts', '/** Makes one run. */\n'))).toEqual([]);
    expect(headerFaults(planted('src/app/Tick.module.css', 'p { margin: 0; }'))).toEqual([]);
    // Said in two parts: Vitest looks for the whole phrase anywhere in a file, even in a string.
    const inPage = `// @vitest${'-'}environment jsdom\n/** The frame of a page. */\n`;
    expect(headerFaults(planted('test/app/frame.test.tsx', inPage))).toEqual([]);
  });

  test('a file that nothing leads to', () => {
    const path = 'src/world/run.ts';
    const alone = planted(path, '');
    expect(deadFileFaults(alone).join()).toContain('nothing leads here');
    const users = [
      { path: 'src/cli/simulate.ts', text: "import '../world/run.ts';" },
      { path: 'src/cli/sweep.ts', text: "new URL('../world/run.ts', import.meta.url);" },
      { path: 'src/cli/bench.ts', text: "import.meta.glob('../*/r*.ts');" },
    ];
    for (const user of users) expect(deadFileFaults([...alone, user])).toEqual([]);
  });
});

describe('the rules of wording see', () => {
  const joined = (...parts: string[]): string => parts.join('');

  test.each([
    ['README.md', 'does not speak of how it was made', joined('Written with Cla', 'ude.')],
    ['src/app/a.ts', 'a path of one machine', joined("const path = '/wo", "rk/main';")],
    ['.github/a.yml', 'a package host', joined('https://registry.npm', 'js.org')],
    ['src/app/a.ts', 'an unfinished note', joined('// TO', 'DO: later')],
    ['test/a.test.ts', 'a test that is left out', joined('test.on', "ly('x')")],
    ['src/app/a.ts', 'without a reason', joined('// oxlint-dis', 'able-next-line no-eval')],
  ])('in %s: %s', (path, fault, text) => {
    expect(wordingFaults(planted(path, text)).join()).toContain(fault);
  });

  test('nothing in our own folders, routes and reasons', () => {
    const text = [
      'src/app/home/Home.tsx and #/home/ten',
      'userAgent, session keys, a mental model',
      joined('// oxlint-dis', 'able-next-line no-eval -- the page asks for it'),
    ].join('\n');
    expect(wordingFaults(planted('src/app/a.ts', text))).toEqual([]);
  });
});

describe('the rules of packages see', () => {
  test('a range, and a twenty-sixth package', () => {
    expect(manifestFaults({ devDependencies: { vite: '^8.0.0' } }).join()).toContain(
      'exact version',
    );
    expect(manifestFaults({ dependencies: { reactflow: 'npm:@xyflow/react@12.12.1' } })).toEqual(
      [],
    );
    const many = Object.fromEntries(Array.from({ length: 26 }, (_, n) => [`p${n}`, '1.0.0']));
    expect(manifestFaults({ dependencies: many }).join()).toContain('26 run-time dependencies');
  });

  test('a platform left out of the lock, and a download address', () => {
    const lock = {
      packages: {
        'node_modules/a': {
          resolved: 'https://host/a.tgz',
          optionalDependencies: { 'a-mac': '1.0.0' },
        },
      },
    };
    expect(lockFaults(lock).map((fault) => fault.split('; ')[0])).toEqual([
      'package-lock.json: node_modules/a lacks a-mac',
      'package-lock.json: node_modules/a names a download address',
    ]);
  });
});
