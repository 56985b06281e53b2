/** The registry's process, and the stock of one-time prekeys as an operator would watch it. */
import { setup } from 'xstate';

export const registryMachine = setup({
  types: { events: {} as { type: never } },
  delays: {} as Record<'startup', number>,
}).createMachine({
  id: 'registry',
  initial: 'starting',
  states: { starting: { after: { startup: 'serving' } }, serving: {} },
});

type StockEvent = { type: 'NOBODY' | 'ENOUGH' | 'LOW' | 'NONE_LEFT' };

/** Of the device that has the fewest left. */
export const stockMachine = setup({ types: { events: {} as StockEvent } }).createMachine({
  id: 'prekeys',
  initial: 'empty',
  on: { NOBODY: '.empty', ENOUGH: '.stocked', LOW: '.low', NONE_LEFT: '.exhausted' },
  states: { empty: {}, stocked: {}, low: {}, exhausted: {} },
});
