/** Every published fact that touches a modelled component is held by a test that exists. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cassandraFacts, cassandraOutside } from './cassandra-facts.ts';
import { edgeOutside, pushFacts, transportFacts } from './edge-facts.ts';
import { kafkaFacts, logOutside } from './log-facts.ts';
import { sealingFacts, sealingOutside } from './sealing-facts.ts';
import { clockFacts, redisFacts, storesOutside } from './store-facts.ts';
import { backoffFacts, hashingFacts, queueingFacts } from './traffic-facts.ts';

const ROOT = join(import.meta.dirname, '..', '..');

const facts = [
  ...backoffFacts,
  ...queueingFacts,
  ...hashingFacts,
  ...redisFacts,
  ...kafkaFacts,
  ...cassandraFacts,
  ...pushFacts,
  ...transportFacts,
  ...clockFacts,
  ...sealingFacts,
];
const outside = [
  ...storesOutside,
  ...cassandraOutside,
  ...logOutside,
  ...edgeOutside,
  ...sealingOutside,
];

describe('a test holds the models to', () => {
  test.each(facts)('$says', ({ tests }) => {
    expect(tests.length).toBeGreaterThan(0);
    for (const [file, title] of tests) {
      expect(existsSync(join(ROOT, file)), `${file} does not exist`).toBe(true);
      // Quotes inside a title may be escaped where it is written.
      const source = readFileSync(join(ROOT, file), 'utf8').replaceAll('\\', '');
      const isTitle = [`'${title}'`, `"${title}"`, `\`${title}\``].some((quoted) =>
        source.includes(quoted),
      );
      expect(isTitle, `${file} has no test "${title}"`).toBe(true);
    }
  });
});

test('every fact is there once, and what is left out has a reason', () => {
  const all = [...facts, ...outside].map(({ says }) => says);
  expect(new Set(all).size).toBe(all.length);
  for (const { because } of outside) expect(because.length).toBeGreaterThan(10);
});
