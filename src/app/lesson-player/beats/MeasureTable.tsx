/** The numbers in which two runs differ, side by side. */
import { digitsInGroups } from '../../../kernel/index.ts';
import type { Branch } from '../../playback/index.ts';
import { differingMeasures } from './measure-words.ts';
import findingStyles from './Findings.module.css';

export interface MeasureTableProps {
  readonly pair: readonly [Branch, Branch];
  readonly labels: readonly [string, string];
}

export function MeasureTable({ pair, labels }: MeasureTableProps) {
  const rows = differingMeasures(pair[0].measures, pair[1].measures);
  if (rows.length === 0) return <p>No number tells the two apart.</p>;
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls sideways, by keyboard too
      tabIndex={0}
      className={findingStyles.measures}
      role="group"
      aria-label="Numbers that differ"
    >
      <table>
        <thead>
          <tr>
            <th scope="col">Measured</th>
            <th scope="col">{labels[0]}</th>
            <th scope="col">{labels[1]}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, words, values }) => (
            <tr key={name}>
              <th scope="row">{words}</th>
              {values.map((value, place) => (
                <td key={labels[place]}>{value === undefined ? 'never' : numberText(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const numberText = (value: number): string =>
  value >= 1000 ? digitsInGroups(Math.round(value)) : String(Math.round(value * 10) / 10);
