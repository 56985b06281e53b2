/** How fast the run is played: a hundredth of its own speed up to a thousandfold. */
import { Gauge } from 'lucide-react';
import { SPEEDS, usePlayback, usePlaybackHandle } from '../playback/index.ts';
import { speedSentence, speedText } from './clock-text.ts';
import styles from './Transport.module.css';

export function SpeedSelect() {
  const playback = usePlaybackHandle();
  const speed = usePlayback((state) => state.speed);
  const speeds = SPEEDS.some((each) => each === speed)
    ? SPEEDS
    : [...SPEEDS, speed].toSorted((one, other) => one - other);
  return (
    <label className={styles.field} title={`Speed: ${speedSentence(speed)}. Keys: [ and ]`}>
      <Gauge size={16} aria-hidden />
      <span className="heard">Speed</span>
      <select
        className={styles.select}
        value={speed}
        onChange={(event) => playback.setSpeed(Number(event.target.value))}
      >
        {speeds.map((each) => (
          <option key={each} value={each}>
            {speedText(each)}
          </option>
        ))}
      </select>
    </label>
  );
}
