/** The charts as one table: every line at even distances of time. */
import { clockText } from '../../transport/clock-text.ts';
import { numberText, valueAt, type ChartSpec } from './chart-spec.ts';
import styles from './Charts.module.css';

const ROWS = 25;

export interface ChartTableProps {
  readonly specs: readonly ChartSpec[];
  readonly endUs: number;
  readonly toldUs: number;
}

export function ChartTable({ specs, endUs, toldUs }: ChartTableProps) {
  const lines = specs.flatMap((spec) => spec.lines.map((line) => ({ spec, line })));
  const timesUs = Array.from({ length: ROWS }, (_, row) => (row / (ROWS - 1)) * endUs).filter(
    (timeUs) => timeUs <= toldUs,
  );
  return (
    // A region that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Charts as a table">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {lines.map(({ spec, line }) => (
              <th key={`${spec.id} ${line.name}`} scope="col">
                {spec.title}
                {line.name !== spec.title && `, ${line.name}`} ({spec.unit})
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {timesUs.map((timeUs) => (
            <tr key={timeUs}>
              <th scope="row">{clockText(timeUs)}</th>
              {lines.map(({ spec, line }) => (
                <td key={`${spec.id} ${line.name}`}>{numberText(valueAt(line, timeUs))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
