/**
 * Transitions of the phone's connection machine: compiled, against XState's own executors, on one
 * script of events and timers. Before any speed counts, all must end in the same states.
 */
import { createActor, transition, type AnyActorRef, type AnyStateMachine } from 'xstate';
import { Luck, purpose } from '../../kernel/index.ts';
import { compileCrowdMachine } from '../../models/index.ts';
import type { MachineEvent } from '../../statechart/index.ts';
import type { Bench, Work } from './bench.ts';

const PHONES = 1000;
const STEPS = 100_000;
/** XState's pure function is so slow that a tenth of the script tells enough. */
const PURE_STEPS = 5000;

const PICK = purpose('bench/machine step');

/** Each delay has a length of its own, so that the timer that is due first is the same for all. */
const DELAYS: Readonly<Record<string, number>> = {
  connectTimeout: 1,
  pongTimeout: 2,
  heartbeat: 3,
  backoff: 4,
};

/** What happens to a phone's connection, and how often: mostly heartbeats and their answers. */
const STEPS_BY_SHARE: readonly (readonly [share: number, event: MachineEvent | 'timer'])[] = [
  [0.34, { type: 'PONG' }],
  [0.36, 'timer'],
  [0.16, { type: 'OPENED' }],
  [0.04, { type: 'CLOSED' }],
  [0.04, { type: 'NETWORK_UP', listens: false } as MachineEvent],
  [0.03, { type: 'NETWORK_DOWN', listens: false } as MachineEvent],
  [0.03, { type: 'REFUSED' }],
];

interface Script {
  readonly phones: Int32Array;
  readonly events: readonly (MachineEvent | 'timer')[];
}

function scriptOf(steps: number): Script {
  const luck = new Luck('machine');
  const phones = new Int32Array(steps);
  const events: (MachineEvent | 'timer')[] = [];
  for (let step = 0; step < steps; step += 1) {
    phones[step] = luck.below(PHONES, PICK, step, 1);
    let left = luck.uniform(PICK, step, 2);
    const found = STEPS_BY_SHARE.find(([share]) => (left -= share) < 0);
    // Everybody has a network before anything else happens.
    events.push(step < PHONES ? STEPS_BY_SHARE[4]![1] : (found ?? STEPS_BY_SHARE[0]!)[1]);
    if (step < PHONES) phones[step] = step;
  }
  return { phones, events };
}

/** Phones that can be sent events and have their first timer fire. */
interface Driver {
  send(phone: number, event: MachineEvent): void;
  fire(phone: number): void;
  states(): string;
}

export const machineAgainstActors: Bench = {
  name: 'machine',
  unit: 'transitions',
  question: 'How fast does a machine of the phone run?',
  reference: 'live actors of XState, the same machine, events and states',
  floor: 50,
  prepare: () => prepare(STEPS, actorDriver),
};

export const machineAgainstPure: Bench = {
  name: 'machine-pure',
  unit: 'transitions',
  question: 'How fast does a machine of the phone run?',
  reference: 'the pure function transition() of XState, the same machine, events and states',
  floor: 250,
  prepare: () => prepare(PURE_STEPS, pureDriver),
};

function prepare(steps: number, other: () => Driver) {
  const script = scriptOf(STEPS);
  expectSame(scriptOf(PURE_STEPS), [compiledDriver(), other()]);
  return { ours: play(script, compiledDriver(), STEPS), reference: play(script, other(), steps) };
}

/** Goes on where the last round ended, and begins again at the end of the script. */
function play({ phones, events }: Script, driver: Driver, steps: number): Work {
  let at = 0;
  return () => {
    for (let step = 0; step < steps; step += 1) {
      const event = events[at] as MachineEvent | 'timer';
      const phone = phones[at] as number;
      if (event === 'timer') driver.fire(phone);
      else driver.send(phone, event);
      at = at + 1 === events.length ? PHONES : at + 1;
    }
    return steps;
  };
}

function expectSame(script: Script, drivers: readonly Driver[]): void {
  const [states, ...others] = drivers.map((driver) => {
    play(script, driver, script.events.length)();
    return driver.states();
  });
  if (others.some((each) => each !== states)) {
    throw new Error('two executors of one machine ended in different states: no speed to compare');
  }
}

function compiledDriver(): Driver {
  const compiled = compileCrowdMachine();
  const delays = compiled.timers.map(({ name }) => delayOf(name));
  const width = delays.length;
  const armed = new Uint8Array(PHONES * width);
  const byDelay = delays.map((_, timer) => timer).toSorted((a, b) => delays[a]! - delays[b]!);
  const population = compiled.populate(PHONES, {
    arm: (phone, timer) => {
      armed[phone * width + timer] = 1;
      return 0;
    },
    disarm: (phone, timer) => {
      armed[phone * width + timer] = 0;
    },
    perform: () => {},
    delayMs: (_, name) => DELAYS[name] ?? 0,
  });
  for (let phone = 0; phone < PHONES; phone += 1) population.start(phone);
  return {
    send: (phone, event) => void population.send(phone, event),
    fire(phone) {
      for (let place = 0; place < width; place += 1) {
        const timer = byDelay[place] as number;
        if (armed[phone * width + timer] === 0) continue;
        armed[phone * width + timer] = 0;
        population.fire(phone, timer);
        return;
      }
    },
    states: () => JSON.stringify(Array.from({ length: PHONES }, (_, n) => population.value(n))),
  };
}

const delayOf = (name: string): number =>
  Object.entries(DELAYS).find(([delay]) => name.endsWith(delay))?.[1] ?? 0;

function actorDriver(): Driver {
  const machine = withDelays();
  const pending: Map<number, () => void>[] = [];
  const actors = Array.from({ length: PHONES }, () => {
    const timers = new Map<number, () => void>();
    pending.push(timers);
    // The handle is the delay itself: each has a length of its own.
    const clock = {
      setTimeout: (due: () => void, delayMs: number) => {
        timers.set(delayMs, due);
        return delayMs;
      },
      clearTimeout: (delayMs: number) => void timers.delete(delayMs),
    };
    return createActor(machine, { clock }).start() as AnyActorRef;
  });
  return {
    send: (phone, event) => actors[phone]!.send(event),
    fire(phone) {
      const timers = pending[phone]!;
      const first = Math.min(...timers.keys());
      const due = timers.get(first);
      timers.delete(first);
      due?.();
    },
    states: () => JSON.stringify(actors.map((actor) => actor.getSnapshot().value)),
  };
}

function pureDriver(): Driver {
  const machine = withDelays();
  const events = compileCrowdMachine().timers.map(({ name, event }) => ({
    delayMs: delayOf(name),
    event: { type: event },
  }));
  const pending = Array.from({ length: PHONES }, () => new Set<number>());
  const start = createActor(machine).getSnapshot();
  const snapshots = pending.map(() => start);
  const send = (phone: number, event: MachineEvent) => {
    const [next, actions] = transition(machine, snapshots[phone]!, event);
    snapshots[phone] = next;
    for (const action of actions) noteTimer(pending[phone]!, action, events);
  };
  return {
    send,
    fire(phone) {
      const timers = pending[phone]!;
      const first = Math.min(...timers);
      timers.delete(first);
      const due = events.find(({ delayMs }) => delayMs === first);
      if (due !== undefined) send(phone, due.event as MachineEvent);
    },
    states: () => JSON.stringify(snapshots.map(({ value }) => value)),
  };
}

/** Delayed events and their cancelling are told as actions, for the caller to carry out. */
function noteTimer(
  timers: Set<number>,
  action: { readonly type: string; readonly params?: unknown },
  events: readonly { readonly delayMs: number; readonly event: { readonly type: string } }[],
): void {
  const params = action.params as { delay?: number; sendId?: string; id?: string } | undefined;
  if (action.type === 'xstate.raise' && params?.delay !== undefined) timers.add(params.delay);
  if (action.type !== 'xstate.cancel') return;
  const id = params?.sendId;
  const found = events.find(({ event }) => event.type === id || id?.includes(event.type));
  if (found !== undefined) timers.delete(found.delayMs);
  else if (id?.includes('pongTimeout') === true) timers.delete(DELAYS['pongTimeout']!);
}

function withDelays(): AnyStateMachine {
  const { machine } = compileCrowdMachine();
  return machine.provide({ delays: DELAYS } as never);
}
