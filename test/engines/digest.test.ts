/** The same numbers in every browser engine: each digest equals the one that Node computed. */
import { describe, expect, test } from 'vitest';
import { DIGEST_CASES } from './digest-cases.ts';
import golden from './golden-digests.json';

describe('this browser computes what Node computed', () => {
  test.each(Object.entries(DIGEST_CASES))('%s', (name, digest) => {
    expect(digest()).toBe((golden as Record<string, string>)[name]);
  });
});
