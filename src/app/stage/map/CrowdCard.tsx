/** A crowd of phones: a wave against the line of what can be let in, and how many are where. */
import { Users } from 'lucide-react';
import { useMemo } from 'react';
import { useBranch, usePlayback, useProjection } from '../../playback/index.ts';
import { crowdWave } from '../projections/crowd-wave.ts';
import { conversationsOfMessages, fanOutOfMessages } from '../projections/fan-out.ts';
import { useFollowed } from '../use-followed.ts';
import type { Cast } from './cast.ts';
import { CROWD_CHART } from './places.ts';
import styles from './CrowdCard.module.css';

const WIDTH = CROWD_CHART.width - 24;
const HEIGHT = 86;
/** More members than this and a message is a fan-out. */
const GROUP_FROM = 4;
const NOTHING_OUT = { sent: 0, shown: 0, receipts: 0 };

export function CrowdCard({ cast }: { cast: Cast }) {
  const branch = useBranch()!;
  const followed = useFollowed();
  const spoken = useProjection(conversationsOfMessages).get(followed);
  // Before the first message the card already stands for what the deployment is about.
  const { conversations } = branch.nodes;
  const largest = useMemo(
    () => conversations.reduce((most, { members: all }) => Math.max(most, all.length), 0),
    [conversations],
  );
  const members = spoken === undefined ? largest : branch.nodes.membersOf(spoken).length;
  const all = cast.crowd.length + cast.phones.length;
  return (
    <div className={styles.crowd}>
      <div className={styles.title}>
        <Users size={16} /> {all.toLocaleString('en')} phones
      </div>
      {members > GROUP_FROM ? <FanOut message={followed} others={members - 1} /> : <Storm />}
    </div>
  );
}

/** A message to a group: how many have it, and how many receipts have come back. */
function FanOut({ message, others }: { message: number; others: number }) {
  const { sent, shown, receipts } = useProjection(fanOutOfMessages).get(message) ?? NOTHING_OUT;
  return (
    <div className={styles.fan}>
      <Share label="sent to" value={sent} of={others} />
      <Share label="shown on" value={shown} of={others} />
      <Share label="receipts back" value={receipts} of={2 * others} />
    </div>
  );
}

function Share({ label, value, of }: { label: string; value: number; of: number }) {
  return (
    <label className={styles.share}>
      <span>{label}</span>
      <meter className={styles.meter} min={0} max={of} value={value} />
      <b>{value}</b>
    </label>
  );
}

/** Everybody who wants to come in, against how many can. */
function Storm() {
  const branch = useBranch()!;
  const wave = useProjection(crowdWave);
  const nowUs = usePlayback((state) => state.playhead.timeUs);
  const capacity = Number(branch.input.design['loginsPerSecond'] ?? 0);
  const { attempts, opened, counts } = wave;
  return (
    <>
      <Wave
        wave={attempts}
        opened={opened}
        endUs={branch.endUs}
        nowUs={nowUs}
        capacity={capacity}
      />
      <dl className={styles.counts}>
        <Count label="connected" value={counts.get('connected') ?? 0} />
        <Count label="trying" value={counts.get('connecting') ?? 0} />
        <Count label="waiting" value={counts.get('reconnecting') ?? 0} />
        <Count label="peak /s" value={Math.max(0, ...attempts)} />
      </dl>
    </>
  );
}

function Count({ label, value }: { label: string; value: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value.toLocaleString('en')}</dd>
    </div>
  );
}

interface WaveProps {
  readonly wave: readonly number[];
  readonly opened: readonly number[];
  readonly endUs: number;
  readonly nowUs: number;
  readonly capacity: number;
}

/** Attempts a second as an area, those that got in as a darker one, capacity as a line. */
function Wave({ wave, opened, endUs, nowUs, capacity }: WaveProps) {
  const seconds = Math.max(1, Math.ceil(endUs / 1e6));
  const top = Math.max(capacity * 1.25, 1, ...wave);
  const x = (second: number) => (second / seconds) * WIDTH;
  const y = (value: number) => HEIGHT - (value / top) * HEIGHT;
  const area = (series: readonly number[]) =>
    series.length === 0
      ? ''
      : `M0,${HEIGHT} ${series.map((value, at) => `L${x(at).toFixed(1)},${y(value).toFixed(1)} L${x(at + 1).toFixed(1)},${y(value).toFixed(1)}`).join(' ')} L${x(series.length).toFixed(1)},${HEIGHT} Z`;
  return (
    <svg
      className={styles.wave}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`Attempts to connect in each second; at most ${Math.max(0, ...wave)}, capacity ${capacity}`}
    >
      <path className={styles.attempts} d={area(wave)} />
      <path className={styles.opened} d={area(opened)} />
      {capacity > 0 && (
        <>
          <line className={styles.capacity} x1="0" x2={WIDTH} y1={y(capacity)} y2={y(capacity)} />
          <text className={styles.capacityName} x={WIDTH - 2} y={y(capacity) - 4} textAnchor="end">
            capacity {capacity}/s
          </text>
        </>
      )}
      <line className={styles.now} x1={x(nowUs / 1e6)} x2={x(nowUs / 1e6)} y1="0" y2={HEIGHT} />
    </svg>
  );
}
