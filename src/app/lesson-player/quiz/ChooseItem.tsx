/** Predict an outcome: each option says, once chosen, why it happens or not. */
import { useState } from 'react';
import type { OutcomeItem } from '../../../lesson/index.ts';
import { Feedback } from './Feedback.tsx';
import { OptionList } from './OptionList.tsx';
import type { QuizFieldsProps } from './QuizCard.tsx';

export function ChooseItem({ item, answer }: QuizFieldsProps<OutcomeItem>) {
  const [chosen, choose] = useState<number | null>(null);
  const option = item.options[chosen ?? -1];
  return (
    <>
      <OptionList
        label={item.stem}
        texts={item.options.map(({ text }) => text)}
        chosen={chosen}
        onChoose={(place) => {
          choose(place);
          answer(item.options[place]?.happens === true ? 'full' : 'none');
        }}
      />
      {option !== undefined && (
        <Feedback credit={option.happens ? 'full' : 'none'} text={option.why} />
      )}
    </>
  );
}
