/** `simulate` at a terminal: the object, the story, and a sentence for every mistake. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/simulate.ts';
import { main as sweepMain } from '../../src/cli/sweep.ts';
import { jsonOf, runMain } from './run-main.ts';

const folder = mkdtempSync(join(tmpdir(), 'two-ticks-'));

/** A lesson outside the repository: L08 with one change. */
function lessonFile(name: string, from: string, to: string): string {
  const text = readFileSync('lessons/08-what-a-tick-promises.md', 'utf8');
  if (!text.includes(from)) throw new Error(`L08 does not hold "${from}"`);
  const path = join(folder, name);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
  return path;
}

describe('simulate --json', () => {
  test('prints one object with what the run came to', async () => {
    const written = await runMain(main, 'L08', '--json');
    expect(written).toMatchObject({ code: 0, err: '' });
    const result = jsonOf(written);
    expect(result).toMatchObject({
      lesson: 'L08',
      scenario: 'L08/tunnel',
      seed: '1',
      simulatedMs: 60_000,
      digest: expect.stringMatching(/^[0-9a-f]{16}$/),
      events: expect.any(Number),
    });
    expect(result['design']).toMatchObject({ receiptEvidence: 'push', ackAt: 'store' });
    expect(result['checks']).toContainEqual({
      id: 'honest-ticks',
      verdict: 'broken',
      record: expect.any(Number),
      because:
        "Ana's phone shows two ticks on “Meet at six?” (ana/m1), but Ben's phone has not stored it.",
    });
    expect(result['measures']).toMatchObject({ messagesTyped: 1, messagesShown: 1 });
  });

  test('is the same for the same seed, and another for another', async () => {
    const digest = async (...args: string[]) => jsonOf(await runMain(main, ...args))['digest'];
    const first = await digest('L08', '--json');
    expect(await digest('L08', '--seed', '1', '--json')).toBe(first);
    expect(await digest('L08', '--seed', '2', '--json')).not.toBe(first);
  });

  test('takes a design, a time and a path', async () => {
    const path = lessonFile('outside.md', 'title: What a tick promises', 'title: Elsewhere');
    const written = await runMain(
      main,
      path,
      '--design',
      'receiptEvidence=deviceAck,retryMs=2500',
      '--until=5000',
      '--json',
    );
    const result = jsonOf(written);
    expect(result['design']).toMatchObject({ receiptEvidence: 'deviceAck', retryMs: 2500 });
    expect(result['simulatedMs']).toBeLessThanOrEqual(5000);
    expect(result['checks']).toContainEqual({
      id: 'no-acked-loss',
      verdict: 'not proved',
      because: 'The run was cut before its end.',
    });
  });

  test('plays another scenario of the lesson', async () => {
    const result = jsonOf(await runMain(main, 'L08', '--scenario', 'own-tunnel', '--json'));
    expect(result).toMatchObject({ scenario: 'L08/own-tunnel' });
  });
});

describe('simulate --plan', () => {
  const bad = 'sentEvidence=socketWrite,ackAt=receipt,receiptEvidence=push,tickOrder=latest';
  const run = ['--scenario', 'bad-day', '--design', bad, '--json'];

  function planFile(name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }

  test('runs the shortest story of a sweep again: the same check is broken', async () => {
    const swept = jsonOf(await runMain(sweepMain, 'L08', '--seeds', '2', '--json'));
    const { seed, check, plan } = swept['first'] as { seed: string; check: string; plan: object };
    const path = planFile('plan.json', JSON.stringify(plan));
    const told = jsonOf(await runMain(main, 'L08', '--seed', seed, '--plan', path, ...run));
    expect(told['checks']).toContainEqual(
      expect.objectContaining({ id: check, verdict: 'broken' }),
    );
  });

  test('refuses a damaged or a foreign file with its position', async () => {
    const damaged = planFile('damaged.json', '{\n  "items": [\n    { "id": "x", "atUs": 12');
    const foreign = planFile(
      'foreign.json',
      '{"items":[{"id":"x","atUs":1,"action":{"do":"crash","node":"mars"}}]}',
    );
    for (const [path, place] of [
      [damaged, /damaged\.json:3:\d+ /],
      [foreign, /foreign\.json:1:\d+ items\[0\]\.action\.node: there is no node "mars"/],
    ] as const) {
      const { code, out, err } = await runMain(main, 'L08', '--plan', path, ...run);
      expect(code).toBe(1);
      expect(err).toMatch(place);
      expect(JSON.parse(out)).toMatchObject({ error: expect.stringContaining('has mistakes') });
    }
  });
});

describe('simulate', () => {
  test('tells the story, one line a record, and the verdicts', async () => {
    const { code, out } = await runMain(main, 'L08');
    const lines = out.trimEnd().split('\n');
    expect(code).toBe(0);
    expect(lines).toContain('    1000.000  ana        Ana types “Meet at six?”.');
    expect(lines.at(-4)).toContain('no-acked-loss holds');
    expect(lines.at(-3)).toContain('honest-ticks broken: ');
    const records = lines.slice(0, -5);
    for (const line of records) expect(line).toMatch(/^ *\d+\.\d{3} {2}[a-z0-9-]+ +\S.+$/);
  });
});

describe('a mistake at the terminal', () => {
  const mistakes: readonly (readonly [args: string[], code: number, words: string])[] = [
    [[], 2, 'name a lesson by its id or its file'],
    [['L8'], 2, 'did you mean "L08"? the lessons are L06, L08, L09'],
    [['nothing.md'], 2, 'there is no lesson "nothing.md" and no such file'],
    [['L08', 'L09'], 2, '"L09" is one too many'],
    [['L08', '--sed', '3'], 2, 'there is no option --sed; did you mean "--seed"?'],
    [['L08', '--seed'], 2, '--seed needs a value after it'],
    [['L08', '--until', 'soon'], 2, '--until is a number of milliseconds, not "soon"'],
    [['L08', '--design', 'ackAt'], 2, 'write --design as key=value,key=value'],
    [['L08', '--design', 'akcAt=log'], 2, 'there is no knob "akcAt"; did you mean "ackAt"?'],
    [['L08', '--design', 'akcAt=log'], 2, 'The knobs are sentEvidence, '],
    [['L08', '--design', 'ackAt=disk'], 2, 'expected one of receipt, log, store'],
    [['L08', '--design', 'retryMs=1'], 2, 'expected a number from 100 to 600000 ms'],
    [['L08', '--design', 'log=kafka'], 2, 'needs nodes that L08/tunnel does not have: kafka'],
    [['L08', '--scenario', 'tunel'], 2, 'has no scenario "tunel"; did you mean "tunnel"?'],
  ];

  test.each(mistakes)('%j', async (args, code, words) => {
    const plain = await runMain(main, ...args);
    expect(plain).toMatchObject({ code, out: '' });
    expect(plain.err).toContain(words);
    const asJson = await runMain(main, ...args, '--json');
    expect(asJson.code).toBe(args.at(-1) === '--seed' ? 0 : code);
    if (args.at(-1) !== '--seed') expect(String(jsonOf(asJson)['error'])).toContain(words);
  });

  test('in the lesson file is told with line and column', async () => {
    const path = lessonFile('broken.md', 'minutes: 30', 'minuts: 30');
    const written = await runMain(main, path, '--json');
    expect(written.code).toBe(1);
    expect(written.err).toContain('broken.md:4:1 unknown field "minuts", did you mean "minutes"?');
    expect(jsonOf(written)).toMatchObject({ problems: [{ line: 4, column: 1, code: 'E-FIELD' }] });
  });

  test('an endless loop at one instant is stopped, and names the nodes that go round', async () => {
    const path = lessonFile(
      'loop.md',
      '  - { at: 20s, heal: ben }\n',
      '  - { at: 2s, crash: server-1 }\n  - { at: 2s, crash: server-7 }\n',
    );
    const calm = readFileSync(path, 'utf8');
    const instant =
      'network: { mobile: { floor: 0ms }, datacentre: { floor: 0ms } }\nduration: 60s';
    writeFileSync(
      path,
      calm.replace('duration: 60s', () => instant),
    );
    const written = await runMain(main, path, '--design', 'backoff=none', '--json');
    expect(written.code).toBe(1);
    expect(String(jsonOf(written)['error'])).toMatch(/went round (?=.*ana)(?=.*balancer)/);
    expect(written.err).toContain('events happened at this one instant');
  });
});
