/** Moves both sides through the same time, by a line and two steps. */
import { SkipBack, StepBack, StepForward } from 'lucide-react';
import { IconButton, Slider } from '../theme/index.ts';
import type { TwoSides } from './use-two-sides.ts';
import styles from './Compare.module.css';

export interface MovePairProps {
  readonly sides: TwoSides;
  readonly firstUs: number;
  readonly endUs: number;
}

const STEP_US = 500_000;

export function MovePair({ sides: { timeUs, seek }, firstUs, endUs }: MovePairProps) {
  return (
    <div className={styles.move}>
      <IconButton
        label="To the first difference"
        Icon={SkipBack}
        disabled={timeUs === firstUs}
        onClick={() => seek(firstUs)}
      />
      <IconButton
        label="Half a second back"
        Icon={StepBack}
        onClick={() => seek(timeUs - STEP_US)}
      />
      <IconButton
        label="Half a second on"
        Icon={StepForward}
        onClick={() => seek(timeUs + STEP_US)}
      />
      <div className={styles.slider}>
        <Slider
          label="Time of both runs"
          min={0}
          max={endUs}
          step={10_000}
          value={timeUs}
          format={(value) => `${(value / 1e6).toFixed(2)} s`}
          onChange={seek}
        />
      </div>
    </div>
  );
}
