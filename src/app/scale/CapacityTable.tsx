/** The sheet itself: every figure with the formula that it comes from. */
import type { CapacityCell } from '../../scenarios/index.ts';
import { figureText } from './figure-text.ts';
import styles from './Scale.module.css';

export function CapacityTable({ cells }: { readonly cells: readonly CapacityCell[] }) {
  return (
    <table className={styles.sheet}>
      <caption className="heard">Capacity, each figure with its formula</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Figure</th>
          <th scope="col">Formula</th>
        </tr>
      </thead>
      <tbody>
        {cells.map(({ id, label, value, unit, formula }) => (
          <tr key={id}>
            <th scope="row">{label}</th>
            <td className={styles.figure}>{figureText(value, unit)}</td>
            <td className={styles.formula}>{formula}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
