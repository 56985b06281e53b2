/** A storm as two charts over its seconds: who asks, against what can be let in; who is connected. */
import { useMemo } from 'react';
import type { StormSeries } from '../../explore/index.ts';
import { ChartDrawing, HEIGHT_PX, scalesOf } from '../dock/charts/ChartDrawing.tsx';
import type { ChartSpec } from '../dock/charts/chart-spec.ts';
import { useSize } from '../dock/use-size.ts';
import styles from './Scale.module.css';

/** The chart's axis counts thousands: a second is one of them. */
const SECOND = 1000;
/** Longer figures do not fit beside the axis. */
const FIGURE_MOST = 99_999;

export interface StormChartProps {
  readonly series: StormSeries;
  readonly capacity: number;
  readonly endS: number;
}

export function StormChart({ series, capacity, endS }: StormChartProps) {
  const specs = useMemo(() => specsOf(series, capacity), [series, capacity]);
  return (
    <div className={styles.charts}>
      {specs.map((spec) => (
        <OneChart key={spec.id} spec={spec} endUs={endS * SECOND} />
      ))}
    </div>
  );
}

function OneChart({ spec, endUs }: { readonly spec: ChartSpec; readonly endUs: number }) {
  const [frame, size] = useSize<HTMLDivElement>();
  const width = size?.width ?? 0;
  const scales = useMemo(() => scalesOf(spec, endUs, width), [spec, endUs, width]);
  return (
    <figure className={styles.chart}>
      <figcaption>
        <strong>{spec.title}</strong> <span className={styles.unit}>{spec.unit}, over seconds</span>
      </figcaption>
      <div ref={frame} className={styles.plot}>
        {width > 0 && (
          <svg width={width} height={HEIGHT_PX} aria-hidden>
            <ChartDrawing spec={spec} scales={scales} width={width} toldPx={width} />
          </svg>
        )}
      </div>
    </figure>
  );
}

function specsOf(series: StormSeries, capacity: number): readonly ChartSpec[] {
  const { asked, connected } = series;
  const ask = thousands(asked);
  const hold = thousands(connected);
  return [
    {
      id: 'asked',
      title: 'Phones that ask',
      unit: `${ask.unit}per second`,
      lines: [{ name: 'ask', series: over(asked, ask.by), form: 'level' }],
      capacity: capacity > 0 ? { name: 'logins a second', value: capacity / ask.by } : null,
      points: [],
    },
    {
      id: 'connected',
      title: 'Phones connected',
      unit: `${hold.unit}phones`,
      lines: [{ name: 'connected', series: over(connected, hold.by), form: 'level' }],
      capacity: null,
      points: [],
    },
  ];
}

function thousands(column: Int32Array): { readonly by: number; readonly unit: string } {
  const most = column.reduce((highest, value) => Math.max(highest, value), 0);
  return most > FIGURE_MOST ? { by: 1000, unit: 'thousand ' } : { by: 1, unit: '' };
}

/** A count is told at the end of its second. */
function over(column: Int32Array, by: number) {
  const timesUs: number[] = [];
  const values: number[] = [];
  column.forEach((value, second) => {
    timesUs.push(Math.max(0, second - 1) * SECOND);
    values.push(value / by);
  });
  return { name: 'storm', unit: '', timesUs, values };
}
