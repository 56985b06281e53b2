/** Gives the lab of a lesson to all its cards. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Lab, LabState } from './lab.ts';

export const LabContext = createContext<Lab | null>(null);

export function useLab(): Lab {
  const lab = useContext(LabContext);
  if (lab === null) throw new Error('no lab here: put a LabContext around it');
  return lab;
}

export function useLabState<Value>(selector: (state: LabState) => Value): Value {
  return useStore(useLab().store, selector);
}
