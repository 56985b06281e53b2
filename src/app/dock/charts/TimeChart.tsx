/** One chart over simulated time: its lines, the playhead, and the values under the pointer. */
import { useMemo, type KeyboardEvent, type MouseEvent } from 'react';
import { usePlaybackHandle } from '../../playback/index.ts';
import { clockText } from '../../transport/clock-text.ts';
import { useSize } from '../use-size.ts';
import { ChartDrawing, HEIGHT_PX, scalesOf } from './ChartDrawing.tsx';
import { numberText, valueAt, type ChartSpec } from './chart-spec.ts';
import styles from './Charts.module.css';

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
  const within = (timeUs: number) => Math.min(Math.max(0, timeUs), endUs);
  const timeUnder = (event: MouseEvent) =>
    within(scales.x.invert(event.clientX - event.currentTarget.getBoundingClientRect().left));
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by !== 0) onHover(within((hoverUs ?? nowUs) + by * endUs * KEY_SHARE));
    else if (event.key === 'Enter' && hoverUs !== null) playback.seekTime(hoverUs);
    else if (event.key === 'Escape') onHover(null);
    else return;
    event.preventDefault();
  };
  const across = (timeUs: number) => `translateX(${scales.x(timeUs)}px)`;

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
        onMouseMove={(event) => onHover(timeUnder(event))}
        onMouseLeave={() => onHover(null)}
        onBlur={() => onHover(null)}
        onClick={(event) => playback.seekTime(timeUnder(event))}
        onKeyDown={press}
      >
        {width > 0 && (
          <>
            <svg width={width} height={HEIGHT_PX} aria-hidden>
              <ChartDrawing spec={spec} scales={scales} width={width} toldPx={scales.x(toldUs)} />
            </svg>
            {/* Layers of their own: moving them does not draw the lines again. */}
            <div className={styles.now} style={{ transform: across(nowUs) }} />
            {hoverUs !== null && (
              <div className={styles.read} style={{ transform: across(readUs) }} />
            )}
          </>
        )}
      </div>
    </figure>
  );
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
