/** Predict a number: the engine runs it, and its number is the answer. */
import { useState } from 'react';
import { gradeBand, type NumberItem } from '../../../lesson/index.ts';
import type { Branch } from '../../playback/index.ts';
import { numberFrom } from '../lab/findings.ts';
import { NumberFeedback, NumberForm } from './NumberFields.tsx';
import type { QuizFieldsProps } from './QuizCard.tsx';
import { RunNote } from './RunNote.tsx';
import { useItemRun } from './use-item-run.ts';

interface Found {
  readonly given: number;
  readonly truth: number;
  readonly branch: Branch;
}

export function PredictNumber({ item, answer }: QuizFieldsProps<NumberItem>) {
  const [found, setFound] = useState<Found | null>(null);
  const [isAsked, setAsked] = useState(false);
  const run = useItemRun(item);
  const settle = async (given: number) => {
    setAsked(true);
    setFound(null);
    const branch = await run.run();
    if (branch === null) return;
    setFound({ given, truth: numberFrom(branch, item.engine), branch });
    answer(gradeBand(item, given));
  };
  return (
    <>
      <NumberForm unit={item.unit} onSettle={(given) => void settle(given)} />
      {found !== null && (
        <NumberFeedback
          item={item}
          given={found.given}
          truth={found.truth}
          credit={gradeBand(item, found.given)}
        />
      )}
      {isAsked && <RunNote run={run} branch={found?.branch ?? null} />}
    </>
  );
}
