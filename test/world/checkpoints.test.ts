/** The past stays as it was: edits from zero and from every checkpoint give one digest. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Action, Edit } from '../../src/scenarios/index.ts';
import { Run, type Checkpoint, type RunInput } from '../../src/world/index.ts';
import { finished, logOf, toyInput, types } from './toy.ts';

const network = { floorMs: 5, jitterMs: 40, loss: 0.1 };
const jittery = { network: { mobile: network, datacentre: network, push: network } };

const input = toyInput(
  [
    [100, types('one')],
    [140, types('two')],
    [900, { do: 'pause', node: 'ear' }],
    [1500, types('three')],
    [2500, { do: 'resume', node: 'ear' }],
    [3000, { do: 'crash', node: 'ear' }],
    [3500, { do: 'restart', node: 'ear' }],
    [3600, types('four')],
  ],
  jittery,
);

/** A checkpoint after every moment, the first before all. */
function checkpoints(of: RunInput): Checkpoint[] {
  const run = new Run(of);
  const kept = [run.checkpoint()];
  while (run.step()) kept.push(run.checkpoint());
  return kept;
}

test('a run continued from any checkpoint ends with the digest of the whole run', () => {
  const whole = finished(input);
  for (const start of checkpoints(input)) {
    const rest = Run.from(start, input);
    rest.finish();
    expect([start.ordinal, rest.digest()]).toEqual([start.ordinal, whole.digest()]);
    expect(logOf(rest)).toEqual(logOf(whole).slice(start.mark.length));
  }
});

test('a checkpoint is not touched by the run that it was taken from', () => {
  const run = new Run(input);
  run.advance(9);
  const start = run.checkpoint();
  const early = Run.from(start, input);
  early.finish();
  run.finish();
  const late = Run.from(start, input);
  late.finish();
  expect(late.digest()).toBe(early.digest());
});

test('an edit gives one digest from zero and from every earlier checkpoint', () => {
  const kept = checkpoints(input);
  const faults: Action[] = [
    { do: 'crash', node: 'ear' },
    { do: 'cut', node: 'ear' },
    { do: 'drop', packet: 'push', nth: 1 },
    { do: 'delay', packet: 'push', nth: 2, addMs: 120 },
    types('typed by hand'),
  ];
  const cases = fc.record({
    at: fc.nat({ max: kept.length - 1 }),
    laterUs: fc.nat({ max: 400_000 }),
    action: fc.constantFrom(...faults),
  });
  fc.assert(
    fc.property(cases, ({ at, laterUs, action }) => {
      const before = kept[at] as Checkpoint;
      const next = kept[at + 1];
      // Anywhere between this moment and the next.
      const timeUs = Math.min(before.timeUs + laterUs, next?.timeUs ?? 10_000_000);
      const edit: Edit = {
        edit: 'add',
        id: 'hand/1',
        timeUs,
        afterEvent: before.ordinal,
        action,
      };
      const edited = { ...input, edits: [edit] };
      const whole = finished(edited);
      const past = logOf(finished(input)).slice(0, before.mark.length);
      expect(logOf(whole).slice(0, before.mark.length)).toEqual(past);
      for (const start of kept.slice(0, at + 1)) {
        const rest = Run.from(start, edited);
        rest.finish();
        expect(rest.digest()).toBe(whole.digest());
      }
    }),
    { numRuns: 30, seed: 7 },
  );
});

test('a checkpoint refuses a plan with another past', () => {
  const run = new Run(input);
  run.advance(12);
  const start = run.checkpoint();
  const other = toyInput([[50, types('zero')]], jittery);
  expect(() => Run.from(start, other)).toThrow(/the plan differs before the checkpoint/);
});
