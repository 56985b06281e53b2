/** One chart over simulated time: lines, a limit, the playhead, and the values under the pointer. */
import { memo, useId, useMemo, type KeyboardEvent, type PointerEvent } from 'react';
import { area, curveMonotoneX, curveStepAfter, line, max, scaleLinear } from 'd3';
import { digitsInGroups } from '../../../kernel/index.ts';
import { usePlaybackHandle } from '../../playback/index.ts';
import { clockText } from '../../transport/clock-text.ts';
import { useSize } from '../use-size.ts';
import { valueAt, type ChartLine, type ChartSpec } from './chart-spec.ts';
import styles from './Charts.module.css';

const HEIGHT_PX = 132;
const MARGIN = { top: 8, right: 10, bottom: 20, left: 46 };
const SECOND_US = 1_000_000;
/** An arrow key moves by so much of the run. */
const KEY_SHARE = 0.01;

export interface TimeChartProps {
  readonly spec: ChartSpec;
  readonly endUs: number;
  /** What lies behind it is not told yet. */
  readonly toldUs: number;
  readonly nowUs: number;
  readonly hoverUs: number | null;
  readonly onHover: (timeUs: number | null) => void;
}

export function TimeChart(props: TimeChartProps) {
  const { spec, endUs, toldUs, nowUs, hoverUs, onHover } = props;
  const playback = usePlaybackHandle();
  const [frame, size] = useSize<HTMLDivElement>();
  const width = size?.width ?? 0;
  const scales = useMemo(() => scalesOf(spec, endUs, width), [spec, endUs, width]);
  const readUs = Math.min(hoverUs ?? nowUs, toldUs);
  const timeUnder = (event: PointerEvent<HTMLElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return Math.min(Math.max(0, scales.x.invert(x)), endUs);
  };
  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by !== 0) {
      const from = hoverUs ?? nowUs;
      onHover(Math.min(Math.max(0, from + by * endUs * KEY_SHARE), endUs));
    } else if (event.key === 'Enter' && hoverUs !== null) playback.seekTime(hoverUs);
    else if (event.key === 'Escape') onHover(null);
    else return;
    event.preventDefault();
  };

  return (
    <figure className={styles.chart}>
      <Legend spec={spec} readUs={readUs} />
      {/* A slider without a thumb: the arrows move the reading, Enter goes there. */}
      <div
        ref={frame}
        role="slider"
        tabIndex={0}
        data-own-arrows
        aria-label={`${spec.title}: read at`}
        aria-valuemin={0}
        aria-valuemax={endUs / 1000}
        aria-valuenow={Math.round(readUs / 1000)}
        aria-valuetext={readingText(spec, readUs)}
        className={styles.plot}
        onPointerMove={(event) => onHover(timeUnder(event))}
        onPointerLeave={() => onHover(null)}
        onBlur={() => onHover(null)}
        onClick={(event) =>
          playback.seekTime(timeUnder(event as unknown as PointerEvent<HTMLElement>))
        }
        onKeyDown={move}
      >
        {width > 0 && (
          <svg width={width} height={HEIGHT_PX} aria-hidden>
            <Drawing spec={spec} scales={scales} width={width} toldPx={scales.x(toldUs)} />
            <path
              className={styles.now}
              d={`M${scales.x(nowUs)} ${MARGIN.top}V${HEIGHT_PX - MARGIN.bottom}`}
            />
            {hoverUs !== null && (
              <path
                className={styles.read}
                d={`M${scales.x(readUs)} ${MARGIN.top}V${HEIGHT_PX - MARGIN.bottom}`}
              />
            )}
          </svg>
        )}
      </div>
    </figure>
  );
}

type Scales = ReturnType<typeof scalesOf>;

function scalesOf({ lines, capacity }: ChartSpec, endUs: number, width: number) {
  const most = max(lines, ({ series }) => max(series.values)) ?? 0;
  const top = Math.max(1, most * 1.05, (capacity?.value ?? 0) * 1.1);
  return {
    x: scaleLinear([0, endUs], [MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)]),
    y: scaleLinear([0, top], [HEIGHT_PX - MARGIN.bottom, MARGIN.top]).nice(4),
  };
}

interface DrawingProps {
  readonly spec: ChartSpec;
  readonly scales: Scales;
  readonly width: number;
  readonly toldPx: number;
}

const Drawing = memo(function Drawing({ spec, scales, width, toldPx }: DrawingProps) {
  const id = useId();
  const { x, y } = scales;
  const paths = useMemo(() => spec.lines.map((each) => pathOf(each, scales)), [spec, scales]);
  const seconds = x.ticks(Math.max(2, Math.floor(width / 110)));
  return (
    <>
      <clipPath id={id}>
        <rect x={MARGIN.left} y={0} width={Math.max(0, toldPx - MARGIN.left)} height={HEIGHT_PX} />
      </clipPath>
      <g className={styles.axis}>
        {y.ticks(4).map((value) => (
          <g key={value}>
            <path d={`M${MARGIN.left} ${y(value)}H${width - MARGIN.right}`} />
            <text x={MARGIN.left - 6} y={y(value) + 4} textAnchor="end">
              {numberText(value)}
            </text>
          </g>
        ))}
        {seconds.map((timeUs) => (
          <text key={timeUs} x={x(timeUs)} y={HEIGHT_PX - 5} textAnchor="middle">
            {digitsInGroups(Math.round(timeUs / 1000))}
          </text>
        ))}
      </g>
      <g clipPath={`url(#${id})`}>
        {paths.map((path, place) => (
          <g key={spec.lines[place]!.name} data-line={place} className={styles.line}>
            {path.fill !== '' && <path className={styles.fill} d={path.fill} />}
            <path d={path.stroke} />
          </g>
        ))}
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

/** The outline of a line, and the area under it where it is a level or a rate of its own. */
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

function Legend({ spec, readUs }: { spec: ChartSpec; readUs: number }) {
  return (
    <figcaption className={styles.legend}>
      <strong>{spec.title}</strong> <span className={styles.unit}>{spec.unit}</span>
      <span className={styles.values}>
        {spec.lines.map((each, place) => (
          <span key={each.name} data-line={place} className={styles.value}>
            {spec.lines.length > 1 && each.name} <b>{numberText(valueAt(each, readUs))}</b>
          </span>
        ))}
      </span>
    </figcaption>
  );
}

function readingText(spec: ChartSpec, timeUs: number): string {
  const values = spec.lines.map((each) => `${each.name} ${numberText(valueAt(each, timeUs))}`);
  return `${clockText(timeUs)}: ${values.join(', ')} ${spec.unit}`;
}

export function numberText(value: number | undefined): string {
  if (value === undefined) return '–';
  if (Number.isInteger(value)) return digitsInGroups(value);
  return value >= 100 ? digitsInGroups(Math.round(value)) : value.toFixed(1);
}
