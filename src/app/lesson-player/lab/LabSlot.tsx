/** On narrow screens the stage stands inside the card that it belongs to, below what is said of it. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useWide } from '../use-wide.ts';
import { LabPanel } from './LabPanel.tsx';
import { useLabState } from './LabContext.tsx';
import styles from './LabPanel.module.css';

export interface LabSlotProps {
  readonly cardKey: string;
  /** Comes into view whenever this changes, unless it becomes empty: something begins, or is decided. */
  readonly cue?: string;
  /** What is said about the run, and what can be pressed. */
  readonly children?: ReactNode;
}

export function LabSlot({ cardKey, cue = '', children }: LabSlotProps) {
  const isWide = useWide();
  const isOwn = useLabState(({ key }) => key === cardKey);
  const slot = useRef<HTMLDivElement>(null);
  const isHere = !isWide && isOwn;
  useEffect(() => {
    // Some browsers answer with a promise, which is no clean-up.
    if (cue !== '' && isHere) void slot.current?.scrollIntoView({ block: 'start' });
  }, [cue, isHere]);
  return (
    <div ref={slot} className={styles.slot}>
      {children}
      {isHere && <LabPanel />}
    </div>
  );
}
