/** The way through the lessons that a visitor chose; one choice for all of them, until the page is left. */
import { useCallback, useState } from 'react';
import { CUTS, type Cut } from './cuts.ts';

/** In front of the #, for a teacher's link: `?cut=class#/lesson/L08`. */
const KEY = 'cut';

let chosen: Cut | undefined;

function cutInAddress(): Cut | undefined {
  const word = new URLSearchParams(window.location.search).get(KEY);
  return CUTS.find((cut) => cut === word);
}

export function useCut(): readonly [Cut, (cut: Cut) => void] {
  const [cut, setCut] = useState<Cut>(() => chosen ?? cutInAddress() ?? 'whole');
  const choose = useCallback((next: Cut) => {
    chosen = next;
    setCut(next);
  }, []);
  return [cut, choose];
}
