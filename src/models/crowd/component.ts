/** A crowd as a component. Its members live in columns that the world keeps. */
import { NodeStore, type Component, type NodeContext } from '../protocol/index.ts';
import { fidelity } from './fidelity.ts';

export const crowd: Component<NodeContext> = {
  kind: 'crowd',
  regions: [],
  knobs: {},
  fidelity,
  createStore: () => new NodeStore({ disk: () => ({}), memory: () => ({}) }),
  // Nobody writes to a crowd: its members are answered one by one.
  receive: () => undefined,
  actions: {},
  delays: {},
  inspect: () => ({ tables: [], vital: { label: 'phones connected', value: 0 } }),
};
