/** The picture of a reconnect storm: a wave against the login capacity, and the queue behind it. */
import { useMemo } from 'react';
import { digitsInGroups } from '../../../kernel/index.ts';
import { useRunSeries } from '../../dock/charts/use-run-series.ts';
import { usePlayback, usePlaybackHandle, type Branch } from '../../playback/index.ts';
import type { PictureProps } from '../scene.ts';
import { stormFigures, type StormFigures } from './storm-figures.ts';
import { StormPlot } from './StormPlot.tsx';
import styles from './StormChart.module.css';

/** Figures are read once; comparing needs those of runs that are not on screen. */
const known = new WeakMap<Branch['view'], StormFigures>();

function useFigures(branch: Branch): StormFigures | null {
  const read = useRunSeries(branch);
  return useMemo(() => {
    if (read === null) return null;
    const figures = stormFigures(branch, read.series);
    known.set(branch.view, figures);
    return figures;
  }, [branch, read]);
}

export function StormChart({ branch, others }: PictureProps) {
  const figures = useFigures(branch);
  const nowUs = usePlayback(({ playhead }) => playhead.timeUs);
  const playback = usePlaybackHandle();
  const other = others.map(({ view }) => known.get(view)).find((each) => each !== undefined);
  const otherName = others.find(({ view }) => known.has(view))?.name ?? '';
  if (figures === null) return <p className={styles.waiting}>Reading the run …</p>;
  return (
    <section className={styles.storm} aria-label="The storm in numbers">
      <StormPlot
        figures={figures}
        other={other}
        nowUs={nowUs}
        endUs={branch.endUs}
        onSeek={(timeUs) => playback.seekTime(timeUs)}
      />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Pause</th>
            <th scope="col">{branch.name}</th>
            {other !== undefined && <th scope="col">{otherName}</th>}
          </tr>
        </thead>
        <tbody>
          <Row name="Most attempts in a second" of={[figures, other]} read={({ peak }) => peak} />
          <Row
            name="Half are back after"
            of={[figures, other]}
            read={(each) => each.halfBackS}
            unit="s"
          />
          <Row
            name="99 % are back after"
            of={[figures, other]}
            read={(each) => each.allBackS}
            unit="s"
          />
        </tbody>
      </table>
      <p className={styles.note}>
        {digitsInGroups(figures.phones)} phones; {figures.capacity} logins a second in this design.
        Times run from the server’s return.
      </p>
    </section>
  );
}

interface RowProps {
  readonly name: string;
  readonly of: readonly (StormFigures | undefined)[];
  readonly read: (figures: StormFigures) => number | null;
  readonly unit?: string;
}

function Row({ name, of, read, unit }: RowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {of.map((figures, place) =>
        figures === undefined ? null : <td key={place}>{valueText(read(figures), unit)}</td>,
      )}
    </tr>
  );
}

function valueText(value: number | null, unit: string | undefined): string {
  if (value === null) return 'not yet';
  return unit === undefined ? digitsInGroups(value) : `${value.toFixed(0)} ${unit}`;
}
