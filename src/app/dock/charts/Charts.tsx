/** The charts of a run, one playhead across all of them. This file and d3 are one lazy chunk. */
import { useMemo, useState } from 'react';
import { usePlayback, type Branch } from '../../playback/index.ts';
import { Segmented } from '../../theme/index.ts';
import { useTold } from '../use-seen.ts';
import { chartsOf } from './chart-spec.ts';
import { ChartTable } from './ChartTable.tsx';
import { TimeChart } from './TimeChart.tsx';
import { useRunSeries } from './use-run-series.ts';
import styles from './Charts.module.css';

export default function Charts({ branch }: { branch: Branch }) {
  const read = useRunSeries(branch);
  const told = useTold();
  const [form, setForm] = useState<'picture' | 'text'>('picture');
  const [hoverUs, setHoverUs] = useState<number | null>(null);
  const { view, endUs } = branch;
  const { design } = branch.input;
  const specs = useMemo(
    () => (read === null ? [] : chartsOf(branch, read).filter(({ lines }) => lines.length > 0)),
    // The specs follow from the records and the design.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
    [read, design],
  );
  const toldUs =
    told >= view.length ? endUs : told === 0 ? 0 : (view.columns.timeUs[told - 1] ?? 0);

  if (read === null) return <p className={styles.waiting}>Reading the run …</p>;
  if (specs.length === 0) return <p className={styles.waiting}>Nothing to measure yet.</p>;
  return (
    <div className={styles.charts}>
      <div className={styles.tools}>
        <p className={styles.about}>
          Time in milliseconds. Hover, or use the arrow keys, to read exact values.
        </p>
        <Segmented
          label="Form"
          value={form}
          options={[
            { value: 'picture', label: 'Picture' },
            { value: 'text', label: 'Table' },
          ]}
          onChange={setForm}
        />
      </div>
      {form === 'text' ? (
        <ChartTable specs={specs} endUs={endUs} toldUs={toldUs} />
      ) : (
        <div className={styles.grid}>
          {specs.map((spec) => (
            <WithPlayhead key={spec.id}>
              {(nowUs) => (
                <TimeChart
                  spec={spec}
                  endUs={endUs}
                  toldUs={toldUs}
                  nowUs={nowUs}
                  hoverUs={hoverUs}
                  onHover={setHoverUs}
                />
              )}
            </WithPlayhead>
          ))}
        </div>
      )}
    </div>
  );
}

function WithPlayhead({ children }: { children: (nowUs: number) => React.ReactNode }) {
  return children(usePlayback((state) => state.playhead.timeUs));
}
