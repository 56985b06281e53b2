/** What a bucket is doing: whether it keeps up with the requests, and whether uploads are unfinished. */
import { setup } from 'xstate';

export const paceMachine = setup({
  types: { events: {} as { type: 'TOO_MANY' } },
  delays: { oneSecond: 1000 },
}).createMachine({
  id: 'pace',
  initial: 'serving',
  states: {
    serving: { on: { TOO_MANY: 'slowingDown' } },
    // 503 SlowDown: the next second has an allowance of its own.
    slowingDown: {
      after: { oneSecond: 'serving' },
      on: { TOO_MANY: { target: 'slowingDown', reenter: true } },
    },
  },
});

export const uploadsMachine = setup({
  types: { events: {} as { type: 'UPLOADS_OPEN' | 'UPLOADS_DONE' } },
}).createMachine({
  id: 'uploads',
  initial: 'none',
  states: {
    none: { on: { UPLOADS_OPEN: 'inProgress' } },
    // Parts are kept, and paid for, until the upload is completed or aborted.
    inProgress: { on: { UPLOADS_DONE: 'none' } },
  },
});
