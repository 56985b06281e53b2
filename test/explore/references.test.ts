/** No false alarm: every design that must keep its promises, on a thousand seeds of this commit. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { EXPLORING_SEED, REFERENCES } from './alarm.ts';
import type { Silence } from './silence.ts';

const SEEDS = 1000;
const PARTS = 2;
const LAUNCHER = join(import.meta.dirname, '../../src/cli/run.mjs');

const told = new Map<string, Silence>();

beforeAll(async () => {
  // The first start makes the bundle that all parts share.
  await listen('1', '-1', '1');
  const parts = Array.from({ length: PARTS }, (_, part) =>
    listen(String(SEEDS), String(part), String(PARTS)),
  );
  for (const line of (await Promise.all(parts)).join('').trim().split('\n')) {
    const silence = JSON.parse(line) as Silence;
    told.set(silence.id, silence);
  }
}, 600_000);

function listen(...args: readonly string[]): Promise<string> {
  const child = spawn('node', [LAUNCHER, 'test/explore/silence.ts', EXPLORING_SEED, ...args]);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(err))));
  });
}

test.each(REFERENCES.map(({ scenario }) => scenario.id))(
  `%s holds on ${SEEDS} seeds of ${EXPLORING_SEED}`,
  (id) => {
    expect(told.get(id)).toEqual({ id, runs: SEEDS, alarm: '' });
  },
);
