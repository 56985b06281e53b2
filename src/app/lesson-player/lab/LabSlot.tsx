/** On narrow screens the stage stands inside the card that it belongs to. */
import { useEffect, useRef } from 'react';
import { useWide } from '../use-wide.ts';
import { LabPanel } from './LabPanel.tsx';
import { useLabState } from './LabContext.tsx';

export interface LabSlotProps {
  readonly cardKey: string;
  /** Turns true when something begins on the stage that should be seen. */
  readonly comesIntoView?: boolean;
}

export function LabSlot({ cardKey, comesIntoView = false }: LabSlotProps) {
  const isWide = useWide();
  const isOwn = useLabState(({ key }) => key === cardKey);
  const slot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Some browsers answer with a promise, which is no clean-up.
    if (comesIntoView) void slot.current?.firstElementChild?.scrollIntoView({ block: 'start' });
  }, [comesIntoView]);
  if (isWide || !isOwn) return null;
  return (
    <div ref={slot}>
      <LabPanel />
    </div>
  );
}
