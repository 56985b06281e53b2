/** The picture of a fan-out: one wave out, and a second, larger one that comes back. */
import { useMemo } from 'react';
import { digitsInGroups } from '../../../kernel/index.ts';
import { usePlayback } from '../../playback/index.ts';
import type { PictureProps } from '../scene.ts';
import { binOf, fanFigures, NEAR, type FanFigures } from './fan-figures.ts';
import styles from './FanChart.module.css';

const WIDTH = 340;
const HALF = 74;

export function FanChart({ branch }: PictureProps) {
  const figures = useMemo(() => fanFigures(branch), [branch]);
  const nowUs = usePlayback(({ playhead }) => playhead.timeUs);
  if (figures === null) return null;
  const { others, deliveries, receipts, toSender, halfShownMs, lastShownMs } = figures;
  return (
    <section className={styles.fan} aria-label="The fan-out in numbers">
      <Waves figures={figures} nowUs={nowUs} />
      <dl className={styles.numbers}>
        <Number name="typed, once" value="1" />
        <Number
          name={others === 1 ? 'delivery' : 'deliveries'}
          value={digitsInGroups(deliveries)}
        />
        <Number name="receipts from phones" value={digitsInGroups(receipts)} />
        <Number name="receipts to Ana’s phone" value={digitsInGroups(toSender)} />
      </dl>
      <p className={styles.note}>
        {halfShownMs === null
          ? 'Not everybody has it yet.'
          : `Half had it after ${halfShownMs.toFixed(0)} ms`}
        {lastShownMs === null ? '.' : `, the last after ${lastShownMs.toFixed(0)} ms.`}
      </p>
    </section>
  );
}

function Number({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Waves({ figures, nowUs }: { figures: FanFigures; nowUs: number }) {
  const { out, back, typedUs, spanUs } = figures;
  const top = Math.max(1, ...out, ...back);
  const width = WIDTH / out.length;
  const bars = (values: readonly number[], direction: 1 | -1) =>
    values
      .map((value, bin) => {
        if (value === 0) return '';
        // A square root, so that single packets are seen beside a wave of hundreds.
        const height = Math.sqrt(value / top) * (HALF - 14);
        const x = (bin * width).toFixed(1);
        return `M${x} ${HALF}v${(direction * height).toFixed(1)}h${(width - 0.6).toFixed(1)}v${(-direction * height).toFixed(1)}z`;
      })
      .join('');
  const nowX = nowUs < typedUs ? 0 : binOf(nowUs - typedUs, spanUs) * width;
  const turnX = NEAR.bins * width;
  return (
    <svg
      className={styles.waves}
      viewBox={`0 0 ${WIDTH} ${2 * HALF + 14}`}
      role="img"
      aria-label={`Packets in time: ${figures.deliveries} deliveries go out at once, ${figures.receipts} receipts come back`}
    >
      <defs>
        <clipPath id="fan-past">
          <rect x="0" y="0" width={nowX} height={2 * HALF} />
        </clipPath>
      </defs>
      <path className={styles.outAhead} d={bars(out, -1)} />
      <path className={styles.backAhead} d={bars(back, 1)} />
      <g clipPath="url(#fan-past)">
        <path className={styles.out} d={bars(out, -1)} />
        <path className={styles.back} d={bars(back, 1)} />
      </g>
      <path className={styles.axis} d={`M0 ${HALF}H${WIDTH}`} />
      <path className={styles.turn} d={`M${turnX} 0V${2 * HALF}`} />
      <path className={styles.now} d={`M${nowX} 0V${2 * HALF}`} />
      <text className={styles.word} x={WIDTH} y="10" textAnchor="end">
        out
      </text>
      <text className={styles.word} x={WIDTH} y={2 * HALF - 4} textAnchor="end">
        back
      </text>
      <text className={styles.word} x="0" y={2 * HALF + 12}>
        sent
      </text>
      <text className={styles.word} x={turnX} y={2 * HALF + 12} textAnchor="middle">
        {(NEAR.untilUs / 1e6).toFixed(1)} s
      </text>
      <text className={styles.word} x={WIDTH} y={2 * HALF + 12} textAnchor="end">
        {(spanUs / 1e6).toFixed(0)} s
      </text>
    </svg>
  );
}
