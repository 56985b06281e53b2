/** Attempts a second as a density, the capacity as a line, and below it the queue that swells. */
import { memo, useMemo, type PointerEvent } from 'react';
import type { StormFigures } from './storm-figures.ts';
import styles from './StormChart.module.css';

const WIDTH = 340;
const WAVE = 150;
const QUEUE = 44;
const GAP = 26;
const HEIGHT = WAVE + GAP + QUEUE;
const SECOND_US = 1_000_000;
/** The quiet minutes before the crash are left out, but for a few seconds. */
const LEAD_US = 4 * SECOND_US;

export interface StormPlotProps {
  readonly figures: StormFigures;
  readonly other: StormFigures | undefined;
  readonly nowUs: number;
  readonly endUs: number;
  readonly onSeek: (timeUs: number) => void;
}

export function StormPlot({ figures, other, nowUs, endUs, onSeek }: StormPlotProps) {
  const scale = useMemo(() => scaleOf(figures, other, endUs), [figures, other, endUs]);
  const { fromUs, top, queueTop } = scale;
  const nowX = Math.max(0, xOf(nowUs, scale)).toFixed(1);
  const seek = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onSeek(fromUs + ((event.clientX - box.left) / box.width) * (endUs - fromUs));
  };
  return (
    <svg
      className={styles.plot}
      viewBox={`0 -14 ${WIDTH} ${HEIGHT + 42}`}
      role="img"
      aria-label={`Attempts to connect in each second: at most ${figures.peak}, against a capacity of ${figures.capacity}; below, the queue at the balancer: at most ${queueTop}`}
      onPointerDown={seek}
    >
      <defs>
        <clipPath id="storm-frame">
          <rect x="0" y="-14" width={WIDTH} height={HEIGHT + 42} />
        </clipPath>
        <clipPath id="storm-past">
          <rect x="0" y="-14" width={nowX} height={HEIGHT + 42} />
        </clipPath>
      </defs>
      <Waves figures={figures} other={other} scale={scale} />
      <text className={styles.word} x="0" y="-3">
        attempts a second, up to {top}
      </text>
      <text className={styles.word} x="0" y={WAVE + GAP - 7}>
        waiting at the balancer, up to {queueTop}
      </text>
      <Mark x={xOf(figures.crashUs, scale)} word="server dies" line={1} />
      <Mark x={xOf(figures.backUs, scale)} word="server is back" line={2} />
      <path className={styles.now} d={`M${nowX} 0V${HEIGHT}`} />
    </svg>
  );
}

interface Scale {
  readonly fromUs: number;
  readonly endUs: number;
  /** The highest attempts in a second, and the longest queue, of both runs. */
  readonly top: number;
  readonly queueTop: number;
}

function scaleOf(figures: StormFigures, other: StormFigures | undefined, endUs: number): Scale {
  return {
    fromUs: Math.max(0, figures.crashUs - LEAD_US),
    endUs,
    top: Math.max(figures.peak, other?.peak ?? 0, figures.capacity * 2),
    queueTop: Math.max(1, ...figures.queue, ...(other?.queue ?? [])),
  };
}

const xOf = (timeUs: number, { fromUs, endUs }: Scale): number =>
  ((timeUs - fromUs) / (endUs - fromUs)) * WIDTH;

interface WavesProps {
  readonly figures: StormFigures;
  readonly other: StormFigures | undefined;
  readonly scale: Scale;
}

/** All that a frame of playing leaves as it is: only the clip of the past moves over it. */
const Waves = memo(function Waves({ figures, other, scale }: WavesProps) {
  const { top, queueTop } = scale;
  const x = (timeUs: number) => xOf(timeUs, scale);
  const wave = (series: readonly number[]) =>
    stepsOf(series, x, (value) => WAVE - rooted(value / top) * WAVE, WAVE);
  const attempts = wave(figures.attempts);
  const queue = stepsOf(figures.queue, x, (value) => HEIGHT - (value / queueTop) * QUEUE, HEIGHT);
  const capacityY = WAVE - rooted(figures.capacity / top) * WAVE;
  return (
    <>
      <g clipPath="url(#storm-frame)">
        {other !== undefined && <path className={styles.ghost} d={wave(other.attempts)} />}
        <path className={styles.ahead} d={attempts} />
        <path className={styles.ahead} d={queue} />
        <g clipPath="url(#storm-past)">
          <path className={styles.past} d={attempts} />
          <path className={styles.queue} d={queue} />
        </g>
      </g>
      <path className={styles.capacity} d={`M0 ${capacityY}H${WIDTH}`} />
      <text className={styles.word} x={WIDTH} y={capacityY - 5} textAnchor="end">
        capacity {figures.capacity}/s
      </text>
    </>
  );
});

function Mark({ x, word, line }: { x: number; word: string; line: number }) {
  return (
    <>
      <path className={styles.mark} d={`M${x} 0V${HEIGHT}`} />
      <text className={styles.word} x={x + 3} y={HEIGHT + 12 * line}>
        {word}
      </text>
    </>
  );
}

/** A square root, so that both a peak of thousands and the capacity of a hundred can be seen. */
const rooted = (share: number): number => Math.sqrt(Math.max(0, share));

/** Seconds as steps, down to the floor. */
function stepsOf(
  series: readonly number[],
  x: (timeUs: number) => number,
  y: (value: number) => number,
  floor: number,
): string {
  const points = series.map((value, second) => {
    const height = y(value).toFixed(1);
    return `L${x(second * SECOND_US).toFixed(1)} ${height}H${x((second + 1) * SECOND_US).toFixed(1)}`;
  });
  return `M${x(0).toFixed(1)} ${floor}${points.join('')}V${floor}Z`;
}
