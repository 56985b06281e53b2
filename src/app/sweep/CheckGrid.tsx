/**
 * Runs by checks at a glance. Only the columns in sight are drawn; for keyboard and screen reader the
 * column of the current run is there as cells, with one tab stop and the arrow keys.
 */
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react';
import type { Failure } from '../../explore/index.ts';
import { digitsInGroups } from '../../kernel/index.ts';
import { sweepTally, type SweepState } from '../engine/index.ts';
import { checkPaths, checksOf, failureAt, type CheckLayout } from './check-cells.ts';
import { CheckRows, textOf } from './CheckRows.tsx';
import { cellAfterKey, type Cell } from './grid-keys.ts';
import { useColumnsInSight } from './use-columns-in-sight.ts';
import { VerdictPaths } from './VerdictPaths.tsx';
import styles from './CheckGrid.module.css';

export interface CheckGridProps {
  readonly state: SweepState;
  readonly onChoose: (failure: Failure) => void;
}

/** All columns in sight if they are not too narrow for it. A finger is wider than a pointer. */
const PITCH_PX = [8, 14] as const;
const COARSE_PITCH_PX = 20;
const ROW_PX = 28;
/** The names' column, as in the style sheet. */
const NAMES_PX = 174;

function useLayout(frame: RefObject<HTMLDivElement | null>, count: number): CheckLayout {
  const [pitchPx, setPitch] = useState<number>(PITCH_PX[0]);
  useEffect(() => {
    const box = frame.current;
    if (box === null) return undefined;
    const fit = () => {
      if (window.matchMedia('(pointer: coarse)').matches) return setPitch(COARSE_PITCH_PX);
      const fitting = Math.floor((box.clientWidth - NAMES_PX) / Math.max(1, count));
      return setPitch(Math.max(PITCH_PX[0], Math.min(PITCH_PX[1], fitting)));
    };
    const observer = new ResizeObserver(fit);
    observer.observe(box);
    return () => observer.disconnect();
  }, [frame, count]);
  return useMemo(() => ({ pitchPx, rowPx: ROW_PX }), [pitchPx]);
}

export function CheckGrid({ state, onChoose }: CheckGridProps) {
  const checks = checksOf(state);
  const count = state.outcomes.length;
  const [cell, setCell] = useState<Cell>({ nth: 1, row: 0 });
  const [hovered, setHovered] = useState<Cell | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const layout = useLayout(frame, count);
  const move = useMove(frame, cell, layout, setCell);

  const open = ({ nth, row }: Cell) => {
    const check = checks[row];
    const failure = check === undefined ? undefined : failureAt(state, nth, check);
    if (failure !== undefined) onChoose(failure);
  };
  const press = (event: KeyboardEvent) => {
    const isOpening = event.key === 'Enter' || event.key === ' ';
    const next = isOpening ? undefined : cellAfterKey(event, cell, state);
    if (!isOpening && next === undefined) return;
    event.preventDefault();
    setHovered(null);
    if (next === undefined) open(cell);
    else move(next);
  };
  const under = (event: MouseEvent) => cellUnder(event, { layout, count, rows: checks.length });
  const read = hovered ?? cell;
  const readCheck = checks[read.row];

  return (
    <div className={styles.whole}>
      <div
        ref={frame}
        className={styles.frame}
        role="grid"
        tabIndex={-1}
        aria-label={gridText(state)}
        aria-rowcount={checks.length + 1}
        aria-colcount={count + 1}
        onKeyDown={press}
        onMouseMove={(event) => setHovered(under(event))}
        onMouseLeave={() => setHovered(null)}
        onClick={(event) => {
          const at = under(event);
          if (at === null) return;
          move(at);
          open(at);
        }}
      >
        <CheckRows state={state} checks={checks} layout={layout} cell={cell} />
        <Cells state={state} layout={layout} frame={frame} />
      </div>
      <p className={styles.reading}>
        {readCheck !== undefined && textOf(state, read.nth, readCheck)}
      </p>
    </div>
  );
}

interface CellsProps {
  readonly state: SweepState;
  readonly layout: CheckLayout;
  readonly frame: RefObject<HTMLDivElement | null>;
}

/** The columns in sight, a path for each verdict. */
function Cells({ state, layout, frame }: CellsProps) {
  const { pitchPx, rowPx } = layout;
  const sight = useColumnsInSight(frame, { count: state.outcomes.length, pitchPx });
  const paths = useMemo(() => checkPaths(state, layout, sight), [state, layout, sight]);
  return (
    <svg
      aria-hidden
      className={styles.cells}
      width={(sight.toNth - sight.fromNth + 1) * pitchPx}
      height={checksOf(state).length * rowPx}
      style={{ marginLeft: (sight.fromNth - 1) * pitchPx }}
    >
      <VerdictPaths paths={paths} />
    </svg>
  );
}

/** The cell under the pointer; null over the names and beside the grid. */
function cellUnder(
  event: MouseEvent,
  { layout, count, rows }: { layout: CheckLayout; count: number; rows: number },
): Cell | null {
  const name = event.currentTarget.querySelector('[role=rowheader]');
  const header = event.currentTarget.querySelector('[role=columnheader]');
  if (name === null || header === null) return null;
  const box = name.getBoundingClientRect();
  const top = header.getBoundingClientRect().bottom;
  if (event.clientX < box.right) return null;
  const left = event.currentTarget.getBoundingClientRect().left + box.width;
  const x = event.clientX - left + event.currentTarget.scrollLeft;
  const nth = Math.floor(x / layout.pitchPx) + 1;
  const row = Math.floor((event.clientY - top) / layout.rowPx);
  return nth >= 1 && nth <= count && row >= 0 && row < rows ? { nth, row } : null;
}

/** Moves to a cell: it comes into sight, and the focus with it. */
function useMove(
  frame: RefObject<HTMLDivElement | null>,
  { nth, row }: Cell,
  { pitchPx }: CheckLayout,
  setCell: (cell: Cell) => void,
): (cell: Cell) => void {
  // The cell of another run is another element: the old one is gone, and the focus with it.
  const isMoved = useRef(false);
  useEffect(() => {
    const box = frame.current;
    if (!isMoved.current || box === null) return;
    isMoved.current = false;
    const names = box.querySelector<HTMLElement>('[role=rowheader]')?.offsetWidth ?? 0;
    const left = (nth - 1) * pitchPx;
    const room = box.clientWidth - names;
    if (left < box.scrollLeft) box.scrollLeft = left;
    else if (left + pitchPx > box.scrollLeft + room) box.scrollLeft = left + pitchPx - room;
    box.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]')?.focus({ preventScroll: true });
  }, [frame, nth, row, pitchPx]);
  return (cell) => {
    isMoved.current = true;
    setCell(cell);
  };
}

function gridText(state: SweepState): string {
  const { broken, runs } = sweepTally(state);
  const all = digitsInGroups(state.outcomes.length);
  return (
    `Runs by checks: ${digitsInGroups(runs)} of ${all} runs made, ${digitsInGroups(broken)} broken. ` +
    'Arrow keys move, Enter opens a broken cell, N goes to the next broken one.'
  );
}
