/** A storm as two charts over its seconds: who asks, against what can be let in; who is connected. */
import { useMemo } from 'react';
import type { StormSeries } from '../../explore/index.ts';
import { ChartDrawing, HEIGHT_PX, scalesOf } from '../dock/charts/ChartDrawing.tsx';
import type { ChartSpec } from '../dock/charts/chart-spec.ts';
import { useSize } from '../dock/use-size.ts';
import styles from './Scale.module.css';

const SECOND_US = 1_000_000;

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
        <OneChart key={spec.id} spec={spec} endUs={endS * SECOND_US} />
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
        <strong>{spec.title}</strong> <span className={styles.unit}>{spec.unit}</span>
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
  return [
    {
      id: 'asked',
      title: 'Phones that ask',
      unit: 'per second',
      lines: [{ name: 'ask', series: over(asked), form: 'rate' }],
      capacity: capacity > 0 ? { name: 'logins a second', value: capacity } : null,
      points: [],
    },
    {
      id: 'connected',
      title: 'Phones connected',
      unit: 'phones',
      lines: [{ name: 'connected', series: over(connected), form: 'level' }],
      capacity: null,
      points: [],
    },
  ];
}

/** A count is told at the end of its second. */
function over(column: Int32Array) {
  const timesUs: number[] = [];
  const values: number[] = [];
  column.forEach((value, second) => {
    timesUs.push(Math.max(0, second - 1) * SECOND_US);
    values.push(value);
  });
  return { name: 'storm', unit: '', timesUs, values };
}
