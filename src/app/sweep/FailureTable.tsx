/** The broken cells of a sweep as a table, page by page: the same that the grid shows. */
import { useMemo, useState } from 'react';
import type { Failure } from '../../explore/index.ts';
import { digitsInGroups } from '../../kernel/index.ts';
import type { SweepState } from '../engine/index.ts';
import { Button } from '../theme/index.ts';
import { failuresOf } from './check-cells.ts';
import styles from './FailureTable.module.css';

export interface FailureTableProps {
  readonly state: SweepState;
  readonly onChoose: (failure: Failure) => void;
}

const ROWS_MAX = 50;

export function FailureTable({ state, onChoose }: FailureTableProps) {
  const failures = useMemo(() => failuresOf(state), [state]);
  const [page, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(failures.length / ROWS_MAX));
  const at = Math.min(page, pages - 1);
  const rows = failures.slice(at * ROWS_MAX, (at + 1) * ROWS_MAX);
  if (failures.length === 0) {
    return <p className={styles.none}>No finished run has broken a check.</p>;
  }
  return (
    <div className={styles.whole}>
      <table className={styles.table}>
        <caption>
          {digitsInGroups(failures.length)} broken checks in {digitsInGroups(state.done)} finished
          runs
        </caption>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Check</th>
            <th scope="col">Why</th>
            <th scope="col">Story</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((failure) => (
            <tr key={`${failure.nth} ${failure.id}`}>
              <th scope="row">{failure.nth}</th>
              <td>{failure.id}</td>
              <td>{failure.because}</td>
              <td>
                <Button onClick={() => onChoose(failure)}>
                  Tell{' '}
                  <span className="heard">
                    run {failure.nth}, {failure.id}
                  </span>
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <nav className={styles.pages} aria-label="Pages of the table">
          <Button disabled={at === 0} onClick={() => setPage(at - 1)}>
            Before
          </Button>
          <span>
            {at + 1} of {pages}
          </span>
          <Button disabled={at === pages - 1} onClick={() => setPage(at + 1)}>
            Next
          </Button>
        </nav>
      )}
    </div>
  );
}
