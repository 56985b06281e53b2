/** The ten beats of the first page as a machine: what is asked now, and what a press leads to. */
import { assign, fromPromise, setup } from 'xstate';
import type { Status } from '../../../models/index.ts';
import type { Director } from './director.ts';

export type Guess = Extract<Status, 'clock' | 'sent' | 'delivered'>;

export interface BeatContext {
  readonly director: Director;
  readonly guess: Guess | null;
  /** The branch in which Ben is cut off, and the one under the other rule. */
  readonly cutId: string;
  readonly otherId: string;
  readonly failure: string;
}

export type BeatEvent =
  | { readonly type: 'cut' }
  | { readonly type: 'guess'; readonly guess: Guess }
  | { readonly type: 'ask ticks' }
  | { readonly type: 'go on' }
  | { readonly type: 'switch' }
  | { readonly type: 'again' };

const act = (play: (director: Director, signal: AbortSignal) => Promise<unknown>) =>
  fromPromise<unknown, Director>(({ input, signal }) => play(input, signal));

const sentenceOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** How long the first take stands before the second begins: time to see that Ben has it. */
export const HOLD_MS = 1900;

const machine = setup({
  types: {
    context: {} as BeatContext,
    events: {} as BeatEvent,
    input: {} as { director: Director },
  },
  delays: { hold: HOLD_MS },
  actors: {
    send: act((director) => director.send()),
    playFirst: act((director, signal) => director.playFirst(signal)),
    playAgain: act((director, signal) => director.playAgain(signal)),
    cut: act((director) => director.cut()),
    playOn: act((director, signal) => director.playOn(signal)),
    compare: fromPromise<string, Director>(({ input }) => input.compare('deviceAck')),
  },
  actions: {
    fail: assign({ failure: ({ event }) => sentenceOf((event as { error?: unknown }).error) }),
    forget: assign({ guess: null, cutId: '', otherId: '', failure: '' }),
  },
});

const input = ({ context }: { context: BeatContext }) => context.director;
const onError = { target: 'failed', actions: 'fail' } as const;

export const beatMachine = machine.createMachine({
  id: 'home',
  initial: 'sending',
  context: ({ input: given }) => ({
    director: given.director,
    guess: null,
    cutId: '',
    otherId: '',
    failure: '',
  }),
  on: { again: { target: '.sending', reenter: true, actions: 'forget' } },
  states: {
    sending: { invoke: { src: 'send', input, onDone: 'first take', onError } },
    'first take': { invoke: { src: 'playFirst', input, onDone: 'received', onError } },
    received: { after: { hold: 'second take' } },
    'second take': { invoke: { src: 'playAgain', input, onDone: 'paused', onError } },
    paused: { on: { cut: 'cutting' } },
    cutting: {
      invoke: {
        src: 'cut',
        input,
        onDone: {
          target: 'asked',
          actions: assign({ cutId: ({ context }) => context.director.branch.id }),
        },
        onError,
      },
    },
    asked: {
      on: {
        guess: { target: 'third take', actions: assign({ guess: ({ event }) => event.guess }) },
      },
    },
    'third take': { invoke: { src: 'playOn', input, onDone: 'surprise', onError } },
    surprise: { on: { 'ask ticks': 'why' } },
    why: { on: { 'go on': 'one rule' } },
    'one rule': { on: { switch: 'splitting' } },
    splitting: {
      invoke: {
        src: 'compare',
        input,
        onDone: {
          target: 'two futures',
          actions: assign({ otherId: ({ event }) => event.output }),
        },
        onError,
      },
    },
    'two futures': {},
    failed: {},
  },
});

/** The beats in which the phones stand side by side with the question below. */
export type BeatName = keyof (typeof beatMachine)['states'];
