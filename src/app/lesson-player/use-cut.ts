/** The way through a lesson: chosen before on this visit, else named by the address, else all of it. */
import { useCallback, useState } from 'react';
import { chosenCut, takeCut } from './chosen-cut.ts';
import { CUTS, type Cut } from './cuts.ts';

/** In front of the #, for a teacher's link: `?cut=class#/lesson/L08`. */
const KEY = 'cut';

function cutInAddress(): Cut | undefined {
  const word = new URLSearchParams(window.location.search).get(KEY);
  return CUTS.find((cut) => cut === word);
}

export function useCut(): readonly [Cut, (cut: Cut) => void] {
  const [cut, setCut] = useState<Cut>(() => chosenCut() ?? cutInAddress() ?? 'whole');
  const choose = useCallback((next: Cut) => {
    takeCut(next);
    setCut(next);
  }, []);
  return [cut, choose];
}
