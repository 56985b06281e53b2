/** One run of a lesson as a machine: asked first, played to the pause, then to what decides. */
import { assign, fromPromise, setup } from 'xstate';
import type { Prediction } from '../answers.ts';
import { LeftError } from '../lab/lab.ts';
import type { RunDirector, RunFindings } from './run-director.ts';

export interface RunContext {
  readonly director: RunDirector;
  readonly prediction: Prediction | undefined;
  /** Nothing is asked about this run, so nothing has to be predicted. */
  readonly isOpen: boolean;
  readonly findings: RunFindings | undefined;
  readonly failure: string;
}

export type RunEvent =
  | { readonly type: 'predicted'; readonly prediction: Prediction | undefined }
  | { readonly type: 'run' }
  | { readonly type: 'go on' }
  /** The run was watched at another time: show what came of it. */
  | { readonly type: 'review' }
  /** Another card has the stage now. */
  | { readonly type: 'leave' };

interface PlayInput {
  readonly director: RunDirector;
  readonly findings: RunFindings | undefined;
}

const play = (stop: 'pause' | 'verdict') =>
  fromPromise<void, PlayInput>(async ({ input, signal }) => {
    if (input.findings !== undefined) await input.director.playTo(input.findings, stop, signal);
  });

const machine = setup({
  types: {
    context: {} as RunContext,
    events: {} as RunEvent,
    input: {} as Pick<RunContext, 'director' | 'prediction' | 'isOpen'>,
  },
  actors: {
    load: fromPromise<RunFindings, Pick<RunContext, 'director' | 'prediction'>>(({ input }) =>
      input.director.load(input.prediction),
    ),
    review: fromPromise<RunFindings, Pick<RunContext, 'director' | 'prediction'>>(({ input }) =>
      input.director.review(input.prediction),
    ),
    toPause: play('pause'),
    toVerdict: play('verdict'),
  },
  guards: {
    /** The rule of the whole lesson: first say what will happen, then see it. */
    mayRun: ({ context }) => context.isOpen || context.prediction !== undefined,
    isDecidedFirst: ({ context: { findings } }) =>
      findings !== undefined && findings.stops.verdict <= findings.stops.pause,
    wasLeft: ({ event }) => (event as { error?: unknown }).error instanceof LeftError,
  },
  actions: {
    fail: assign({
      failure: ({ event }) => {
        const { error } = event as { error?: unknown };
        return error instanceof Error ? error.message : String(error);
      },
    }),
    reveal: ({ context }) => context.director.lab.playback.setReveal('all'),
    letGo: assign({ findings: undefined }),
  },
});

const order = ({ context: { director, prediction } }: { context: RunContext }) => ({
  director,
  prediction,
});
const playing = ({ context: { director, findings } }: { context: RunContext }) => ({
  director,
  findings,
});
const onError = [
  { guard: 'wasLeft', target: 'waiting' },
  { target: 'failed', actions: 'fail' },
] as const;

export const runMachine = machine.createMachine({
  id: 'run',
  initial: 'waiting',
  context: ({ input }) => ({ ...input, findings: undefined, failure: '' }),
  on: {
    predicted: { actions: assign({ prediction: ({ event }) => event.prediction }) },
    leave: { target: '.waiting', actions: 'letGo' },
  },
  states: {
    waiting: {
      on: {
        run: { guard: 'mayRun', target: 'loading' },
        review: { guard: 'mayRun', target: 'reviewing' },
      },
    },
    loading: {
      invoke: {
        src: 'load',
        input: order,
        onDone: [
          { target: 'choosing', actions: assign({ findings: ({ event }) => event.output }) },
        ],
        onError,
      },
    },
    choosing: {
      always: [{ guard: 'isDecidedFirst', target: 'to verdict' }, { target: 'to pause' }],
    },
    'to pause': { invoke: { src: 'toPause', input: playing, onDone: 'paused', onError } },
    paused: { on: { 'go on': 'to verdict' } },
    'to verdict': { invoke: { src: 'toVerdict', input: playing, onDone: 'decided', onError } },
    reviewing: {
      invoke: {
        src: 'review',
        input: order,
        onDone: {
          target: 'decided',
          actions: assign({ findings: ({ event }) => event.output }),
        },
        onError,
      },
    },
    decided: { entry: 'reveal', on: { run: 'loading' } },
    failed: { on: { run: 'loading', review: 'reviewing' } },
  },
});

export type RunPhase = keyof (typeof runMachine)['states'];
