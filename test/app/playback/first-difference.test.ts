/** Where two runs part: found in the columns, and in names that mean something else. */
import { expect, test } from 'vitest';
import { firstDifference } from '../../../src/app/playback/index.ts';
import { TraceWriter } from '../fixture.ts';
import { longBranch } from '../long-trace.ts';

test('the first record that is not the same', () => {
  const one = longBranch(5000).view;
  expect(firstDifference(one, longBranch(5000, { otherFrom: 1234 }).view)).toBe(1234);
});

test('a run that begins another differs from it nowhere', () => {
  expect(firstDifference(longBranch(5000).view, longBranch(5000).view)).toBe(5000);
  expect(firstDifference(longBranch(5000).view, longBranch(800).view)).toBe(800);
});

test('the same numbers with another text behind them', () => {
  const answer = (text: string) => {
    const writer = new TraceWriter();
    writer.write('ana', 'opened', { conversation: 'ana-ben' });
    writer.write('redis', 'served', { command: 'GET conn:ben', answer: text });
    writer.write('ana', 'opened', { conversation: 'ana-ben' });
    return writer.branch().view;
  };
  expect(firstDifference(answer('server-7'), answer('server-7'))).toBe(3);
  expect(firstDifference(answer('server-7'), answer('(nil)'))).toBe(1);
});
