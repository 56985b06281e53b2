/**
 * Puts a machine through long random sequences of events and timers, by XState and by the compiled
 * executor, and compares value, context, effects and pending timers after every step.
 */
import fc from 'fast-check';
import type { AnyStateMachine } from 'xstate';
import type { MachineEvent } from '../../src/statechart/index.ts';
import { compileFor, Lockstep, type LockstepOptions } from './lockstep.ts';

export interface EquivalenceOptions extends LockstepOptions {
  /** What may be sent; where only types matter, one event of each. */
  readonly events: readonly MachineEvent[] | fc.Arbitrary<MachineEvent>;
  /** Sequences; 30 when not given. */
  readonly runs?: number;
  /** Events and timers in the longest sequence; 100 when not given. */
  readonly steps?: number;
  readonly seed?: number;
}

export interface EquivalenceReport {
  readonly steps: number;
  /** Names of all states that some sequence reached, sorted. */
  readonly reached: readonly string[];
}

/**
 * Events of which the first that can be taken is sent, or the place in the queue of the timer that
 * is due (0 is the one due first). Offering several leads deeper than blind choice.
 */
type Move = { readonly events: readonly MachineEvent[] } | { readonly timer: number };

/** A machine must stand events that it does not know; and some know none at all. */
const STRANGER: MachineEvent = { type: 'NEVER HEARD OF' };

/** Fails with the shortest sequence found after which the two differ, and its seed. */
export function expectSameAsXState(
  machine: AnyStateMachine,
  options: EquivalenceOptions,
): EquivalenceReport {
  const events = isList(options.events)
    ? fc.constantFrom(...options.events, STRANGER)
    : (options.events as fc.Arbitrary<MachineEvent>);
  const move: fc.Arbitrary<Move> = fc.oneof(
    {
      arbitrary: fc.record({ events: fc.array(events, { minLength: 1, maxLength: 6 }) }),
      weight: 3,
    },
    { arbitrary: fc.record({ timer: fc.oneof(fc.constant(0), fc.nat(3)) }), weight: 1 },
  );
  const maxLength = options.steps ?? 100;
  const lockstepOptions = { ...options, compiled: compileFor(machine, options) };
  const reached = new Set<string>();
  let steps = 0;
  fc.assert(
    fc.property(fc.array(move, { minLength: 1, maxLength, size: 'max' }), (moves) => {
      const lockstep = new Lockstep(machine, lockstepOptions);
      for (const next of moves) {
        if (lockstep.isDone || !play(lockstep, next)) break;
        steps += 1;
      }
      for (const name of lockstep.reached) reached.add(name);
    }),
    { numRuns: options.runs ?? 30, ...(options.seed === undefined ? {} : { seed: options.seed }) },
  );
  return { steps, reached: [...reached].sort((a, b) => (a < b ? -1 : 1)) };
}

const isList = (events: EquivalenceOptions['events']): events is readonly MachineEvent[] =>
  Array.isArray(events);

/** Answers false when both sides found an endless loop. A timer that does not exist is no move. */
export function play(lockstep: Lockstep, move: Move): boolean {
  if ('events' in move) {
    const { events } = move;
    const takable = events.find((event) => lockstep.reference.can(event));
    return lockstep.send(takable ?? (events[0] as MachineEvent));
  }
  const { timers } = lockstep;
  if (timers.length === 0) return true;
  return lockstep.fire(timers[move.timer % timers.length] as string);
}
