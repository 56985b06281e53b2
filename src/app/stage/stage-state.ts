/** What the stage remembers of its own: how it is viewed, the fault in hand, the open menu. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Fault } from './faults.ts';
import type { Box } from '../theme/index.ts';

export interface StageState {
  readonly view: 'map' | 'table';
  /** A fault taken from the tray: the next node that is chosen is struck by it. */
  readonly inHand: Fault | null;
  readonly trayOpen: boolean;
  readonly menu: { readonly node: number; readonly beside: Box } | null;
}

export type StageStore = StoreApi<StageState>;

export const newStageStore = (): StageStore =>
  createStore<StageState>(() => ({ view: 'map', inHand: null, trayOpen: false, menu: null }));

export const StageContext = createContext<StageStore | null>(null);

export function useStageStore(): StageStore {
  const store = useContext(StageContext);
  if (store === null) throw new Error('this part stands outside a Stage: put a Stage around it');
  return store;
}

export function useStage<Value>(selector: (state: StageState) => Value): Value {
  return useStore(useStageStore(), selector);
}
