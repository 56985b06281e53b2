/** Where a key leads in the grid of runs by checks. */
import type { SweepState } from '../engine/index.ts';
import { checksOf, nextBroken } from './check-cells.ts';

/** A run, from 1, and the row of a check, from 0. */
export interface Cell {
  readonly nth: number;
  readonly row: number;
}

const PAGE = 10;

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
}

/** Undefined when the key means nothing here. */
export function cellAfterKey(
  { key, ctrlKey }: Key,
  { nth, row }: Cell,
  state: Pick<SweepState, 'order' | 'outcomes'>,
): Cell | undefined {
  const checks = checksOf(state);
  const [lastNth, lastRow] = [Math.max(1, state.outcomes.length), Math.max(0, checks.length - 1)];
  const to = (toNth: number, toRow = row): Cell => ({
    nth: Math.min(lastNth, Math.max(1, toNth)),
    row: Math.min(lastRow, Math.max(0, toRow)),
  });
  switch (key) {
    case 'ArrowRight':
      return to(nth + 1);
    case 'ArrowLeft':
      return to(nth - 1);
    case 'ArrowDown':
      return to(nth, row + 1);
    case 'ArrowUp':
      return to(nth, row - 1);
    case 'PageDown':
      return to(nth + PAGE);
    case 'PageUp':
      return to(nth - PAGE);
    case 'Home':
      return ctrlKey ? to(1, 0) : to(1);
    case 'End':
      return ctrlKey ? to(lastNth, lastRow) : to(lastNth);
    case 'n':
    case 'N': {
      const check = checks[row];
      const next = check === undefined ? undefined : nextBroken(state, nth, check);
      return next === undefined ? to(nth) : to(next);
    }
    default:
      return undefined;
  }
}
