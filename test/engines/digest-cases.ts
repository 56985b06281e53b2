/** What must come out the same in Node, Chromium, Firefox and WebKit, each boiled down to one digest. */
import {
  AliasTable,
  Digest,
  exp,
  ln,
  Luck,
  pow,
  purpose,
  zipfWeights,
} from '../../src/kernel/index.ts';

import {
  designFor,
  fanOutScenario,
  homeScenario,
  partitionScenario,
  photosScenario,
  planFor,
  stormScenario,
  type Scenario,
} from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';
import { digestsOf } from './sealed-run.ts';

const DRAWS = 100_000;

/** Name of the case -> makes its digest (16 hexadecimal digits). */
export const DIGEST_CASES: Record<string, () => string> = {
  'kernel: uniform draws': () => ofNumbers((luck, n) => luck.uniform(DRAW, n)),
  'kernel: natural logarithm': () => ofNumbers((luck, n) => ln(luck.uniform(DRAW, n) * 1000)),
  'kernel: exponential': () => ofNumbers((luck, n) => exp(luck.uniform(DRAW, n) * 200 - 100)),
  'kernel: power': () =>
    ofNumbers((luck, n) => pow(luck.uniform(DRAW, n, 1) * 50, luck.uniform(DRAW, n, 2) * 8 - 4)),
  'kernel: exponential waiting times': () => ofNumbers((luck, n) => luck.exponential(DRAW, n)),
  'kernel: normal numbers': () => ofNumbers((luck, n) => luck.normal(DRAW, n)),
  'kernel: Zipf choices': () => {
    const table = new AliasTable(zipfWeights(1000, 1.1));
    return ofNumbers((luck, n) => table.draw(luck, DRAW, n));
  },
  'run: home': () => ofRun(homeScenario),
  'run: home, another seed': () => ofRun(homeScenario, 'another'),
  'run: partition': () => ofRun(partitionScenario),
  'run: photos': () => ofRun(photosScenario),
  'run: a storm of 200 phones': () => ofRun(stormScenario(200)),
  'run: a group of 30': () => ofRun(fanOutScenario(30)),
  'run: a sealed group': () => digestsOf('three engines', { encryption: 'senderKeys' }).symbolic,
  'run: a sealed group, by real cryptography': () =>
    digestsOf('three engines', { encryption: 'senderKeys' }).real,
};

/** A whole run under a swarm of faults, in the scenario's own design. */
function ofRun(scenario: Scenario, seed = 'three engines'): string {
  const plan = planFor(scenario, seed);
  const run = new Run({ scenario, design: designFor(scenario), seed, plan, edits: [] });
  run.finish();
  return run.digest();
}

const DRAW = purpose('draw of the engine test');

// The digest takes whole numbers, so a float goes in as the two words of its bits. No case makes
// a NaN: its bits differ between engines, and the test says so rather than comparing them.
function ofNumbers(valueOf: (luck: Luck, n: number) => number): string {
  const luck = new Luck('three engines');
  const digest = new Digest();
  const bits = new DataView(new ArrayBuffer(8));
  for (let n = 0; n < DRAWS; n += 1) {
    const value = valueOf(luck, n);
    if (Number.isNaN(value)) throw new Error(`draw ${n} is not a number; keep the case in range`);
    bits.setFloat64(0, value);
    digest.add(bits.getInt32(0));
    digest.add(bits.getInt32(4));
  }
  return digest.text();
}
