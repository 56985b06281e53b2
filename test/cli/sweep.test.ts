/** `sweep` at a terminal: the object, two designs on one set of seeds, Ctrl-C, and every mistake. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/sweep.ts';
import { longTest } from '../proof-size.ts';
import { jsonOf, runMain } from './run-main.ts';

const REPAIRED = 'receiptEvidence=deviceAck,sentEvidence=serverAck,ackAt=store';

describe('sweep --json', () => {
  test('prints one object: counts, checks, what was reached, the shortest story', async () => {
    const written = await runMain(main, 'L08', '--seeds', '12', '--json');
    expect(written).toMatchObject({ code: 0, err: '' });
    const result = jsonOf(written);
    expect(Object.keys(result)).toEqual([
      'runs',
      'holds',
      'notProved',
      'broken',
      'byCheck',
      'first',
      'reached',
      'wallMs',
    ]);
    expect(result).toMatchObject({
      runs: 12,
      broken: 12,
      byCheck: { 'honest-ticks': { holds: 0, notProved: 0, broken: 12 } },
      first: { seed: 'L08/1', check: 'honest-ticks', plan: { items: expect.any(Array) } },
      reached: { cut: expect.any(Number) },
    });
    const { story } = result['first'] as { story: string[] };
    expect(story.length).toBeLessThanOrEqual(8);
    expect(story[0]).toMatch(/^(Ana|Ben) types “/);
  });

  test('says nothing of a first failure where there is none', async () => {
    const written = await runMain(main, 'L08', '--seeds', '8', '--design', REPAIRED, '--json');
    const result = jsonOf(written);
    expect(result).toMatchObject({ runs: 8, holds: 8, broken: 0 });
    expect(result['first']).toBeUndefined();
  });

  test('is the same for the same seeds, but for the time it took', async () => {
    const sweep = async () => jsonOf(await runMain(main, 'L06', '--seeds', '5', '--json'));
    const { wallMs: _, ...first } = await sweep();
    const { wallMs: __, ...second } = await sweep();
    expect(second).toEqual(first);
  });

  test('compares two designs on the same seeds', async () => {
    const options = ['--seeds', '6', '--against', REPAIRED, '--json'];
    const result = jsonOf(await runMain(main, 'L08', ...options));
    expect(result).toMatchObject({ broken: 6, against: { runs: 6, broken: 0 } });
    expect(result['fixed']).toEqual([1, 2, 3, 4, 5, 6].map((nth) => `L08/${nth}`));
    expect(result['newlyBroken']).toEqual([]);
  });
});

test('without --json it tells the claim, the checks and the story', async () => {
  const options = ['--seeds', '5', '--seed', 'monday', '--against', REPAIRED];
  const { code, out } = await runMain(main, 'L08', ...options);
  expect(code).toBe(0);
  expect(out).toMatch(/^\d of 5 runs lost a message/);
  expect(out).toContain('  honest-ticks: holds 0, not proved 0, broken 5\n');
  expect(out).toContain('The shortest story of seed monday/1, which breaks no-acked-loss:');
  expect(out).toContain('On the same seeds: 5 fixed, 0 newly broken, 0 broken in both.');
});

describe('a mistake is told in one sentence, with exit code 2', () => {
  test.each<[string, string[], RegExp]>([
    ['no lesson', [], /^name a lesson by its id or its file/],
    ['two lessons', ['L06', 'L08'], /^one lesson at a time; "L08" is one too many/],
    ['zero seeds', ['L08', '--seeds', '0'], /whole number from 1 to 100,000, not "0"/],
    ['fewer', ['L08', '--seeds', '-5'], /whole number from 1 to 100,000, not "-5"/],
    ['half a seed', ['L08', '--seeds', '1.5'], /not "1.5"/],
    ['a million', ['L08', '--seeds', '1000000'], /not "1000000"/],
    ['no number', ['L08', '--seeds', 'many'], /not "many"/],
    ['an unknown lesson', ['L99'], /there is no lesson "L99"/],
    ['an unknown knob', ['L08', '--design', 'dedupe=none'], /there is no knob "dedupe"/],
    ['an unknown option', ['L08', '--design', 'dedup=never'], /dedup cannot be "never"/],
    ['the same of the other', ['L08', '--against', 'dedup'], /write --against as key=value/],
    ['an unknown scenario', ['L08', '--scenario', 'tunel'], /no scenario "tunel"; did you mean/],
    [
      'a scenario without faults',
      ['L08', '--scenario', 'tunnel'],
      /^scenario "tunnel" allows no faults and loses no packets/,
    ],
    ['a design without its nodes', ['L08', '--design', 'log=kafka'], /needs nodes .* kafka/],
  ])('%s', async (_, args, sentence) => {
    const { code, out, err } = await runMain(main, ...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toMatch(sentence);
  });

  test('and with --json is an object too', async () => {
    const written = await runMain(main, 'L08', '--seeds', '0', '--json');
    expect(jsonOf(written)['error']).toContain('--seeds is a whole number');
  });
});

// It bundles the program first, which takes seconds.
longTest(
  'Ctrl-C keeps the finished runs and prints them, and leaves no thread behind',
  async () => {
    const launcher = join(import.meta.dirname, '../../src/cli/run.mjs');
    const child = spawn('node', [launcher, 'sweep', 'L08', '--seeds', '100000', '--json'], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let [out, err] = ['', ''];
    child.stdout!.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.once('message', () => child.kill('SIGINT'));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(130);
    const { runs } = JSON.parse(out) as { runs: number };
    expect(runs).toBeGreaterThan(0);
    expect(runs).toBeLessThan(100_000);
    expect(err).toBe(`Interrupted after ${runs} of 100000 runs.\n`);
  },
  60_000,
);
