/** The space-time diagram in words: every packet of the stretch on screen, with its times. */
import { usePlayback, type Branch } from '../../playback/index.ts';
import { clockText } from '../../transport/clock-text.ts';
import { marksOf } from '../../transport/use-marks.ts';
import { inWords, LOSS_WORDS } from '../../stage/words.ts';
import type { RecordFilter } from '../record-filter.ts';
import { NOW_SHARE } from './frame.ts';
import type { Lanes } from './lanes.ts';
import { sceneOf, type Arrow } from './scene.ts';
import styles from './SpaceTime.module.css';

export interface SpaceTimeTextProps {
  readonly branch: Branch;
  readonly filter: RecordFilter;
  readonly lanes: Lanes;
  readonly spanUs: number;
}

const ROWS_MAX = 200;

export function SpaceTimeText({ branch, filter, lanes, spanUs }: SpaceTimeTextProps) {
  const { timeUs, record } = usePlayback((state) => state.playhead);
  const fromUs = Math.max(0, timeUs - spanUs * NOW_SHARE);
  const { faults } = marksOf(branch);
  const scene = sceneOf(branch, { lanes, filter, faults, fromUs, toUs: timeUs });
  const arrows = scene.arrows.filter(({ sent }) => sent < record).slice(-ROWS_MAX);
  return (
    // A region that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
    <div className={styles.text} tabIndex={0} role="region" aria-label="Packets as text">
      <table className={styles.table}>
        <caption>
          {arrows.length} packets from {clockText(fromUs)} to {clockText(timeUs)}
        </caption>
        <thead>
          <tr>
            <th scope="col">Left</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">Packet</th>
            <th scope="col">What became of it</th>
          </tr>
        </thead>
        <tbody>
          {arrows.map((arrow) => (
            <tr key={arrow.sent}>
              <td>{clockText(arrow.fromUs)}</td>
              <td>{lanes.list[arrow.from]?.name}</td>
              <td>{lanes.list[arrow.to]?.name}</td>
              <td>{inWords(arrow.packet)}</td>
              <td>{fateOf(arrow, record)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function fateOf({ ended, toUs, loss }: Arrow, record: number): string {
  if (ended < 0 || ended >= record) return 'on its way';
  return loss === null ? `arrived at ${clockText(toUs)}` : `never arrived: ${LOSS_WORDS[loss]}`;
}
