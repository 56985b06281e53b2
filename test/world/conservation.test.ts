/** No packet vanishes, whatever strikes its taker: what the check says of the engine itself. */
import { expect, test } from 'vitest';
import type { Action } from '../../src/scenarios/index.ts';
import { countOf, runChat, says, verdictsOf } from './chat.ts';

const verdictUnder = (...script: readonly (readonly [number, Action])[]) => {
  const run = runChat({
    checks: ['conservation'],
    script: [[3050, says('ana', 'Hello')], ...script],
  });
  const verdict = verdictsOf(run).find(({ id }) => id === 'conservation');
  return { run, verdict: verdict?.verdict };
};

test('what the system keeps for a frozen server is lost, and says so, when the server dies', () => {
  for (const server of ['server-1', 'server-7']) {
    const { run, verdict } = verdictUnder(
      [3000, { do: 'pause', node: server }],
      [6000, { do: 'crash', node: server }],
      [7000, { do: 'restart', node: server }],
    );
    expect(verdict, server).toBe('holds');
    expect(countOf(run, 'lost', 'ping', server), server).toBeGreaterThan(0);
  }
});

test.each<[string, Action, Action]>([
  ['a pause', { do: 'pause', node: 'server-7' }, { do: 'resume', node: 'server-7' }],
  ['a crash', { do: 'crash', node: 'server-7' }, { do: 'restart', node: 'server-7' }],
  ['a cut', { do: 'cut', node: 'ben' }, { do: 'heal', node: 'ben' }],
  ['a slow link', { do: 'slow', node: 'ben', addMs: 900 }, { do: 'slow', node: 'ben', addMs: 0 }],
])('%s loses nothing without a cause', (_, strike, cure) => {
  expect(verdictUnder([3000, strike], [9000, cure]).verdict).toBe('holds');
});
