/** Choose, and say why: right for the wrong reason is half of it. */
import { useState } from 'react';
import { gradeTwoTier, type TwoTierItem } from '../../../lesson/index.ts';
import own from './Quiz.module.css';
import { Feedback } from './Feedback.tsx';
import { OptionList } from './OptionList.tsx';
import type { QuizFieldsProps } from './QuizCard.tsx';

export function TwoTierFields({ item, answer }: QuizFieldsProps<TwoTierItem>) {
  const [option, setOption] = useState<number | null>(null);
  const [reason, setReason] = useState<number | null>(null);
  const isWhole = option !== null && reason !== null;
  const credit = isWhole ? gradeTwoTier(item, { option, reason }) : undefined;
  const settle = (next: { option: number | null; reason: number | null }) => {
    setOption(next.option);
    setReason(next.reason);
    if (next.option === null || next.reason === null) return;
    answer(gradeTwoTier(item, { option: next.option, reason: next.reason }));
  };
  const why = [item.options[option ?? -1]?.why, item.reasons[reason ?? -1]?.why];
  return (
    <>
      <OptionList
        label={item.stem}
        texts={item.options.map(({ text }) => text)}
        chosen={option}
        onChoose={(place) => settle({ option: place, reason })}
      />
      {option !== null && (
        <>
          <p className={own.because}>Because …</p>
          <OptionList
            label="The reason"
            texts={item.reasons.map(({ text }) => text)}
            chosen={reason}
            onChoose={(place) => settle({ option, reason: place })}
          />
        </>
      )}
      {credit !== undefined && <Feedback credit={credit} text={why.join(' ')} />}
    </>
  );
}
