/** The way that was chosen for all lessons, until the page is left. Light: the first page knows it too. */
import type { Cut } from './cuts.ts';

let chosen: Cut | undefined;

export const chosenCut = (): Cut | undefined => chosen;

/** The next lesson that is opened begins in this way. */
export function takeCut(cut: Cut): void {
  chosen = cut;
}
