/** A small phone for stories, and a host that writes down what it is asked. */
import { assign, setup, type AnyStateMachine } from 'xstate';
import { compile, type Host, type MachineEvent } from '../../src/statechart/index.ts';

/** Writes down what it is asked, in order. */
export class Diary implements Host {
  readonly log: string[] = [];
  stateNames: readonly string[] = [];
  private handles = 100;

  arm(entity: number, timer: number, delayMs: number): number {
    this.handles += 1;
    this.log.push(`arm ${entity}/${timer} ${delayMs} ms -> ${this.handles}`);
    return this.handles;
  }

  disarm(entity: number, timer: number, handle: number): void {
    this.log.push(`disarm ${entity}/${timer} ${handle}`);
  }

  perform(entity: number, action: string, params: unknown, event: MachineEvent): void {
    const given = params === undefined ? '' : ` ${JSON.stringify(params)}`;
    this.log.push(`${action} ${entity}${given} on ${event.type}`);
  }

  delayMs(entity: number, name: string): number {
    this.log.push(`${name}? ${entity}`);
    return 7;
  }

  changed(entity: number, from: number, to: number, event: MachineEvent): void {
    const { stateNames } = this;
    this.log.push(`${entity} ${stateNames[from]} -> ${stateNames[to]} on ${event.type}`);
  }

  /** What was written since the last time. */
  take(): string[] {
    return this.log.splice(0);
  }
}

export const phone = setup({
  types: {} as {
    context: { tries: number; mood: string; isLoud: boolean };
    events: { type: string; tries?: unknown };
    delays: 'patience';
  },
  actions: {
    open: () => {},
    close: (_args, _params: { tries: number }) => {},
    count: assign({ tries: ({ context }) => context.tries + 1 }),
    set: assign(({ event }) => ({ tries: event.tries as number })),
    setUnknown: assign(() => ({ nothing: 1 }) as object),
    sulk: assign({ mood: 'sulky', isLoud: true }),
  },
  guards: { isTired: ({ context }) => context.tries >= 2 },
}).createMachine({
  id: 'phone',
  initial: 'closed',
  context: { tries: 0, mood: 'calm', isLoud: false },
  states: {
    closed: {
      on: {
        OPEN: { target: 'opening', actions: 'count' },
        IGNORED: {},
        SET: { actions: 'set' },
        SET_UNKNOWN: { actions: 'setUnknown' },
      },
    },
    opening: {
      entry: 'open',
      exit: { type: 'close', params: ({ context }) => ({ tries: context.tries }) },
      after: {
        patience: [{ guard: 'isTired', target: 'broken', actions: 'sulk' }, { target: 'closed' }],
      },
      on: { OPENED: 'open' },
    },
    open: { on: { CLOSE: 'closed' } },
    broken: { type: 'final' },
  },
});

/** Rooms for phones (or others), and the diary of their host. */
export function population(machine: unknown = phone, count = 3) {
  const diary = new Diary();
  const compiled = compile(machine as AnyStateMachine);
  diary.stateNames = compiled.stateNames;
  return { compiled, diary, phones: compiled.populate(count, diary) };
}
