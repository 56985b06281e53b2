/** The lines of a chart and its axes: drawn when the numbers or the room change, not every frame. */
import { memo, useId, useMemo } from 'react';
import { area, curveMonotoneX, curveStepAfter, line, max, scaleLinear } from 'd3';
import { digitsInGroups } from '../../../kernel/index.ts';
import { numberText, type ChartLine, type ChartSpec } from './chart-spec.ts';
import styles from './Charts.module.css';

export const HEIGHT_PX = 132;
export const MARGIN = { top: 8, right: 10, bottom: 20, left: 46 };
const SECOND_US = 1_000_000;

export type Scales = ReturnType<typeof scalesOf>;

export function scalesOf({ lines, capacity, points }: ChartSpec, endUs: number, width: number) {
  const most = max(lines, ({ series }) => max(series.values)) ?? 0;
  const farthest = max(points, ({ value }) => value) ?? 0;
  const top = Math.max(1, most * 1.05, farthest * 1.05, (capacity?.value ?? 0) * 1.1);
  return {
    x: scaleLinear([0, endUs], [MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)]),
    y: scaleLinear([0, top], [HEIGHT_PX - MARGIN.bottom, MARGIN.top]).nice(4),
  };
}

export interface ChartDrawingProps {
  readonly spec: ChartSpec;
  readonly scales: Scales;
  readonly width: number;
  /** What lies to the right of it is not told yet. */
  readonly toldPx: number;
}

export const ChartDrawing = memo(function ChartDrawing(props: ChartDrawingProps) {
  const { spec, scales, width, toldPx } = props;
  const { x, y } = scales;
  const id = useId();
  const paths = useMemo(() => spec.lines.map((each) => pathOf(each, scales)), [spec, scales]);
  return (
    <>
      <clipPath id={id}>
        <rect x={MARGIN.left} y={0} width={Math.max(0, toldPx - MARGIN.left)} height={HEIGHT_PX} />
      </clipPath>
      <Axes scales={scales} width={width} />
      <g clipPath={`url(#${id})`}>
        {paths.map((path, place) => (
          <g key={spec.lines[place]!.name} data-line={place} className={styles.line}>
            {path.fill !== '' && <path className={styles.fill} d={path.fill} />}
            <path d={path.stroke} />
          </g>
        ))}
        <path
          className={styles.points}
          d={spec.points.map(({ timeUs, value }) => dot(x(timeUs), y(value))).join('')}
        />
      </g>
      {spec.capacity !== null && (
        <g className={styles.capacity}>
          <path d={`M${MARGIN.left} ${y(spec.capacity.value)}H${width - MARGIN.right}`} />
          <text x={width - MARGIN.right - 2} y={y(spec.capacity.value) - 4} textAnchor="end">
            {spec.capacity.name} {numberText(spec.capacity.value)}
          </text>
        </g>
      )}
    </>
  );
});

const dot = (x: number, y: number): string =>
  `M${x - 2.5} ${y}a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0`;

function Axes({ scales: { x, y }, width }: { scales: Scales; width: number }) {
  return (
    <g className={styles.axis}>
      {y.ticks(4).map((value) => (
        <g key={value}>
          <path d={`M${MARGIN.left} ${y(value)}H${width - MARGIN.right}`} />
          <text x={MARGIN.left - 6} y={y(value) + 4} textAnchor="end">
            {numberText(value)}
          </text>
        </g>
      ))}
      {x.ticks(Math.max(2, Math.floor(width / 110))).map((timeUs) => (
        <text key={timeUs} x={x(timeUs)} y={HEIGHT_PX - 5} textAnchor="middle">
          {digitsInGroups(Math.round(timeUs / 1000))}
        </text>
      ))}
    </g>
  );
}

/** The outline of a line, and the area under it where it is a level or a rate. */
export function pathOf(
  { series, form }: ChartLine,
  { x, y }: Scales,
): { stroke: string; fill: string } {
  const points = form === 'rate' ? withZeros(series.timesUs, series.values) : pairs(series);
  const last = points.at(-1);
  // A level lasts until the end of the run.
  if (form === 'level' && last !== undefined) points.push([x.domain()[1]!, last[1]]);
  const curve = form === 'curve' ? curveMonotoneX : curveStepAfter;
  const atX = ([timeUs]: Point) => x(timeUs);
  const atY = ([, value]: Point) => y(value);
  const stroke = line<Point>(atX, atY).curve(curve)(points) ?? '';
  const fill = form === 'curve' ? '' : (area<Point>(atX, y(0), atY).curve(curve)(points) ?? '');
  return { stroke, fill };
}

type Point = [timeUs: number, value: number];

const pairs = ({ timesUs, values }: ChartLine['series']): Point[] =>
  timesUs.map((timeUs, place) => [timeUs, values[place]!]);

/** A rate falls to zero in a second in which nothing happened. */
function withZeros(timesUs: readonly number[], values: readonly number[]): Point[] {
  const points: Point[] = [];
  timesUs.forEach((timeUs, place) => {
    points.push([timeUs, values[place]!]);
    const next = timesUs[place + 1] ?? Infinity;
    if (next > timeUs + SECOND_US) points.push([timeUs + SECOND_US, 0]);
  });
  return points;
}
