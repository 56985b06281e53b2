/** The machines of the bucket and the edge: the same by XState and by the compiled executor. */
import { expect, test } from 'vitest';
import { cdn } from '../../src/models/cdn/index.ts';
import { objectStore } from '../../src/models/object-store/index.ts';
import { expectSameAsXState } from '../statechart/equivalence.ts';

const regions = [...objectStore.regions, ...cdn.regions];

test.each([
  ['pace', ['TOO_MANY'], ['serving', 'slowingDown']],
  ['uploads', ['UPLOADS_OPEN', 'UPLOADS_DONE'], ['inProgress', 'none']],
  ['cache', ['FETCHES_OPEN', 'FETCHES_DONE', 'PARENT_SILENT'], ['filling', 'idle', 'parentDown']],
] as const)('the %s machine behaves as under XState', (region, types, states) => {
  const { machine } = regions.find(({ name }) => name === region)!;
  const events = types.map((type) => ({ type }));
  const { reached } = expectSameAsXState(machine, { events, runs: 30, steps: 60 });
  expect(reached).toEqual(states);
});
