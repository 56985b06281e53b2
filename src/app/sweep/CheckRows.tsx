/** The grid as it is read: a header for each check, and the cells of the current run. */
import type { CSSProperties } from 'react';
import { digitsInGroups } from '../../kernel/index.ts';
import type { CheckName } from '../../scenarios/index.ts';
import { sweepTally, type SweepState } from '../engine/index.ts';
import { cellAt, type CheckLayout } from './check-cells.ts';
import type { Cell } from './grid-keys.ts';
import styles from './CheckGrid.module.css';

export interface CheckRowsProps {
  readonly state: SweepState;
  readonly checks: readonly CheckName[];
  readonly layout: CheckLayout;
  readonly cell: Cell;
}

export function CheckRows({ state, checks, layout, cell }: CheckRowsProps) {
  const { byCheck } = sweepTally(state);
  const { pitchPx, rowPx } = layout;
  const columns = { '--columns': `${state.outcomes.length * pitchPx}px` } as CSSProperties;
  const place = { left: (cell.nth - 1) * pitchPx, width: pitchPx };
  return (
    <>
      <div role="row" aria-rowindex={1} className={styles.head} style={columns}>
        <span role="columnheader" aria-colindex={1} className={styles.corner}>
          Check
        </span>
        <span className={styles.track}>
          <span
            role="columnheader"
            aria-colindex={cell.nth + 1}
            className={styles.nth}
            style={{ left: place.left }}
          >
            Run {digitsInGroups(cell.nth)}
          </span>
        </span>
      </div>
      {checks.map((check, row) => (
        <div
          key={check}
          role="row"
          aria-rowindex={row + 2}
          className={styles.row}
          style={{ ...columns, height: rowPx }}
        >
          <span role="rowheader" aria-colindex={1} className={styles.name}>
            <span className={styles.check}>{check}</span>
            <span
              className={styles.count}
              data-some={(byCheck[check]?.broken ?? 0) > 0 || undefined}
            >
              {digitsInGroups(byCheck[check]?.broken ?? 0)}
              <span className="heard"> broken</span>
            </span>
          </span>
          <span className={styles.track}>
            {/* A new element for each run, so that its text is read when the focus comes. */}
            <span
              key={cell.nth}
              role="gridcell"
              aria-colindex={cell.nth + 1}
              tabIndex={row === cell.row ? 0 : -1}
              className={styles.cell}
              style={place}
            >
              <span className="heard">{textOf(state, cell.nth, check)}</span>
            </span>
          </span>
        </div>
      ))}
    </>
  );
}

/** A cell in words. */
export function textOf(state: SweepState, nth: number, check: CheckName): string {
  const { verdict, because } = cellAt(state, nth, check);
  const what = verdict === 'pending' ? 'not made yet' : verdict;
  return `Run ${nth}, ${check}: ${what}${because === '' ? '.' : `. ${because}`}`;
}
