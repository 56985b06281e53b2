/** Predict an outcome: the engine runs it, and says whether what was chosen happens. */
import { useState } from 'react';
import type { Decision, OutcomeItem } from '../../../lesson/index.ts';
import type { Branch } from '../../playback/index.ts';
import { decide } from '../lab/findings.ts';
import { Feedback } from './Feedback.tsx';
import { OptionList } from './OptionList.tsx';
import type { QuizFieldsProps } from './QuizCard.tsx';
import { RunNote } from './RunNote.tsx';
import { useItemRun } from './use-item-run.ts';

interface Found {
  readonly place: number;
  readonly branch: Branch;
  readonly decision: Decision;
}

export function ChooseItem({ item, answer }: QuizFieldsProps<OutcomeItem>) {
  const [chosen, choose] = useState<number | null>(null);
  const [found, setFound] = useState<Found | null>(null);
  const run = useItemRun(item);
  const decideOn = async (place: number) => {
    choose(place);
    setFound(null);
    const branch = await run.run();
    const option = item.options[place];
    if (branch === null || option === undefined) return;
    const decision = decide(branch, option.claim);
    setFound({ place, branch, decision });
    answer(decision.isTrue ? 'full' : 'none');
  };
  // Of two quick choices, the run of the first may come after the second.
  const current = found?.place === chosen ? found : null;
  const option = item.options[chosen ?? -1];
  return (
    <>
      <OptionList
        label={item.stem}
        texts={item.options.map(({ text }) => text)}
        chosen={chosen}
        onChoose={(place) => void decideOn(place)}
      />
      {option !== undefined && current !== null && (
        <Feedback credit={current.decision.isTrue ? 'full' : 'none'} text={option.why} />
      )}
      {chosen !== null && (
        <RunNote run={run} branch={current?.branch ?? null} decision={current?.decision} />
      )}
    </>
  );
}
