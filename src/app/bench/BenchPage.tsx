/** The benches in the reader's own browser, one after another in a worker. */
import { Gauge, Square } from 'lucide-react';
import { benches, type Bench, type BenchResult } from '../../explore/index.ts';
import { figureText } from '../scale/figure-text.ts';
import { useTitle } from '../shell/index.ts';
import { Button } from '../theme/index.ts';
import { useBenches, type BenchResults } from './use-benches.ts';
import styles from './Bench.module.css';

export default function BenchPage() {
  useTitle('Benches');
  const { results, now, left, run, stop } = useBenches();
  return (
    <article className={styles.page}>
      <h1>Benches in this browser</h1>
      <p className={styles.text}>
        Each bench does the same work by our engine and by a reference, in turns, in one worker of
        this page. The ratio says more than the figure: it hardly depends on your device.
      </p>
      {now === undefined ? (
        <Button look="primary" Icon={Gauge} onClick={run}>
          Run all benches
        </Button>
      ) : (
        <Button Icon={Square} onClick={stop}>
          Stop
        </Button>
      )}
      <p className={styles.text} role="status">
        {now === undefined ? '' : `Measuring ${now}; ${left} more to come.`}
      </p>
      <ResultTable results={results} />
    </article>
  );
}

function ResultTable({ results }: { readonly results: BenchResults }) {
  return (
    // A region that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Results">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Question</th>
            <th scope="col">Here</th>
            <th scope="col">Ratio</th>
            <th scope="col">Reference</th>
          </tr>
        </thead>
        <tbody>
          {benches.map((bench) => (
            <BenchRow key={bench.name} bench={bench} result={results[bench.name]} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly bench: Bench;
  /** A sentence when it failed. */
  readonly result: BenchResult | string | undefined;
}

function BenchRow({ bench, result }: RowProps) {
  const isMeasured = result !== undefined && typeof result !== 'string';
  return (
    <tr>
      <th scope="row">{bench.question}</th>
      <td className={styles.figure}>
        {isMeasured ? `${figureText(result.perSecond, bench.unit)}/s` : (result ?? '–')}
      </td>
      <td className={styles.figure}>{isMeasured ? `${result.ratio.toFixed(2)} x` : '–'}</td>
      <td className={styles.reference}>{bench.reference}</td>
    </tr>
  );
}
