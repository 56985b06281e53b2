/** Runs the scenario of a question on the engine, so that the run decides and not the file. */
import { useCallback, useState } from 'react';
import { runInputFor, type NumberItem, type OutcomeItem } from '../../../lesson/index.ts';
import type { Branch } from '../../playback/index.ts';
import { LeftError } from '../lab/lab.ts';
import { useLab } from '../lab/LabContext.tsx';
import { useLesson } from '../LessonContext.tsx';

export interface ItemRun {
  readonly isBusy: boolean;
  /** Why it could not be run; '' as a rule. */
  readonly trouble: string;
  /** Resolves with the finished run; null when it could not be made, or another was asked for. */
  readonly run: () => Promise<Branch | null>;
}

export function useItemRun(item: OutcomeItem | NumberItem): ItemRun {
  const { lesson } = useLesson();
  const lab = useLab();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const run = useCallback(async () => {
    setBusy(true);
    try {
      const order = runInputFor(lesson, item.setup);
      const [branch] = await lab.ensure({ key: `quiz:${item.id}`, title: item.id, order });
      setBusy(false);
      return branch ?? null;
    } catch (error) {
      // A newer question took its place: that one will have the word.
      if (error instanceof LeftError) return null;
      setBusy(false);
      setTrouble(error instanceof Error ? error.message : String(error));
      return null;
    }
  }, [lesson, lab, item]);
  return { isBusy, trouble, run };
}
