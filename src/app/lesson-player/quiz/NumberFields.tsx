/** A number: predicted of a run, or estimated; judged by how near it comes. */
import { useId, useState } from 'react';
import {
  gradeBand,
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

export function NumberFields({ item, answer }: QuizFieldsProps<NumberItem | EstimateItem>) {
  const id = useId();
  const [draft, setDraft] = useState('');
  const [given, setGiven] = useState<number | null>(null);
  const number = numberIn(draft);
  const credit = given === null ? undefined : creditOf(item, given);
  const truth = item.type === 'E' ? item.answer : item.is;
  const settle = () => {
    if (number === undefined) return;
    setGiven(number);
    answer(creditOf(item, number));
  };
  return (
    <>
      <form
        className={styles.number}
        onSubmit={(event) => {
          event.preventDefault();
          settle();
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
        <span>{item.unit}</span>
        <Button type="submit" look="primary" disabled={number === undefined}>
          Check
        </Button>
      </form>
      {given !== null && credit !== undefined && (
        <Feedback
          credit={credit}
          text={`${feedbackOf(item, given, credit)} It is ${numberText(truth)} ${item.unit}.`.trim()}
        />
      )}
    </>
  );
}

const numberText = (number: number): string =>
  Number.isInteger(number) && number >= 0 ? digitsInGroups(number) : String(number);

function creditOf(item: NumberItem | EstimateItem, given: number): Credit {
  return item.type === 'E' ? gradeEstimate(item, given) : gradeBand(item, given);
}

function feedbackOf(item: NumberItem | EstimateItem, given: number, credit: Credit): string {
  const { right, low, high } = item.feedback;
  if (credit === 'full') return right;
  const truth = item.type === 'E' ? item.answer : item.is;
  return (given < truth ? low : high) ?? right;
}
