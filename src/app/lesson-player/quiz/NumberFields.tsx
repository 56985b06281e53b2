/** A number that is estimated: judged by how near it comes. Its parts serve predicted numbers too. */
import { useId, useState } from 'react';
import {
  gradeEstimate,
  type Credit,
  type EstimateItem,
  type NumberItem,
} from '../../../lesson/index.ts';
import { digitsInGroups } from '../../../kernel/index.ts';
import { Button } from '../../theme/index.ts';
import styles from '../beats/Cards.module.css';
import { Feedback } from './Feedback.tsx';
import { numberIn } from './number-in.ts';
import type { QuizFieldsProps } from './QuizCard.tsx';

export function NumberFields({ item, answer }: QuizFieldsProps<EstimateItem>) {
  const [given, setGiven] = useState<number | null>(null);
  const settle = (number: number) => {
    setGiven(number);
    answer(gradeEstimate(item, number));
  };
  return (
    <>
      <NumberForm unit={item.unit} onSettle={settle} />
      {given !== null && (
        <NumberFeedback
          item={item}
          given={given}
          truth={item.answer}
          credit={gradeEstimate(item, given)}
        />
      )}
    </>
  );
}

export interface NumberFormProps {
  readonly unit: string;
  readonly onSettle: (number: number) => void;
}

export function NumberForm({ unit, onSettle }: NumberFormProps) {
  const id = useId();
  const [draft, setDraft] = useState('');
  const number = numberIn(draft);
  return (
    <form
      className={styles.number}
      onSubmit={(event) => {
        event.preventDefault();
        if (number !== undefined) onSettle(number);
      }}
    >
      <label htmlFor={id}>Your number</label>
      <input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        value={draft}
        onChange={({ target }) => setDraft(target.value)}
      />
      <span>{unit}</span>
      <Button type="submit" look="primary" disabled={number === undefined}>
        Check
      </Button>
    </form>
  );
}

export interface NumberFeedbackProps {
  readonly item: NumberItem | EstimateItem;
  readonly given: number;
  readonly truth: number;
  readonly credit: Credit;
}

export function NumberFeedback({ item, given, truth, credit }: NumberFeedbackProps) {
  const { right, low, high } = item.feedback;
  const words = credit === 'full' ? right : given < truth ? low : high;
  return (
    <Feedback
      credit={credit}
      text={`${words} It is ${numberText(truth)} ${item.unit}`.trim() + '.'}
    />
  );
}

const numberText = (number: number): string =>
  Number.isInteger(number) && number >= 0 ? digitsInGroups(number) : String(number);
