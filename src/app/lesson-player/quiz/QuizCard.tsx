/** A question of the lesson's end, by its type; the first answer counts, and every answer is explained. */
import type { Credit, QuizItem } from '../../../lesson/index.ts';
import { useLesson } from '../LessonContext.tsx';
import styles from '../beats/Cards.module.css';
import { ChooseItem } from './ChooseItem.tsx';
import { MatchFields } from './MatchFields.tsx';
import { NumberFields } from './NumberFields.tsx';
import { OrderFields } from './OrderFields.tsx';
import { PredictNumber } from './PredictNumber.tsx';
import { TwoTierFields } from './TwoTierFields.tsx';

export interface QuizFieldsProps<Item> {
  readonly item: Item;
  readonly answer: (credit: Credit) => void;
}

export function QuizCard({ item }: { readonly item: QuizItem }) {
  const { answers, send } = useLesson();
  const first = answers.quiz[item.id];
  return (
    <section className={styles.card} data-kind="quiz">
      <p className={styles.over}>
        Question {item.id}
        {first !== undefined && ` · ${FIRST[first]}`}
      </p>
      <h3 className={styles.ask}>{item.stem}</h3>
      <Fields item={item} answer={(credit) => send({ type: 'quiz', id: item.id, credit })} />
    </section>
  );
}

const FIRST: Readonly<Record<Credit, string>> = {
  full: 'right at the first try',
  half: 'half right at the first try',
  none: 'not right at the first try',
};

function Fields({ item, answer }: QuizFieldsProps<QuizItem>) {
  switch (item.type) {
    case 'P1':
      return <ChooseItem item={item} answer={answer} />;
    case 'P2':
      return <PredictNumber item={item} answer={answer} />;
    case 'E':
      return <NumberFields item={item} answer={answer} />;
    case 'O':
      return <OrderFields item={item} answer={answer} />;
    case 'M':
      return <MatchFields item={item} answer={answer} />;
    case 'C':
      return <TwoTierFields item={item} answer={answer} />;
    default:
      return (
        <p className={styles.note}>Think it over, or talk about it; nobody judges this one.</p>
      );
  }
}
