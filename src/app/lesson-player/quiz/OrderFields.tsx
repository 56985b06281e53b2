/** Put steps in order: each is added by a press; steps that do not belong can be left out. */
import { useMemo, useState } from 'react';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { gradeOrder, type OrderItem } from '../../../lesson/index.ts';
import { Button, IconButton } from '../../theme/index.ts';
import styles from '../beats/Cards.module.css';
import { Feedback } from './Feedback.tsx';
import own from './Quiz.module.css';
import type { QuizFieldsProps } from './QuizCard.tsx';
import { shuffled } from './shuffled.ts';

interface Step {
  readonly id: string;
  readonly text: string;
  /** Why it does not belong; undefined for a true step. */
  readonly why: string | undefined;
}

export function OrderFields({ item, answer }: QuizFieldsProps<OrderItem>) {
  const all = useMemo(() => stepsOf(item), [item]);
  const [order, setOrder] = useState<readonly Step[]>([]);
  const [checked, setChecked] = useState<readonly Step[] | null>(null);
  const left = all.filter((step) => !order.includes(step));
  const change = (next: readonly Step[]) => {
    setOrder(next);
    setChecked(null);
  };
  const move = (place: number, by: 1 | -1) => {
    const next = [...order];
    const [step] = next.splice(place, 1);
    if (step !== undefined) next.splice(place + by, 0, step);
    change(next);
  };
  return (
    <>
      <ol className={own.order} aria-label="Your order">
        {order.map((step, place) => (
          <PlacedStep
            key={step.id}
            text={step.text}
            isFirst={place === 0}
            isLast={place === order.length - 1}
            onMove={(by) => move(place, by)}
            onTakeOut={() => change(order.filter((each) => each !== step))}
          />
        ))}
      </ol>
      {left.length > 0 && (
        <ul className={own.pool} aria-label="Steps to place">
          {left.map((step) => (
            <li key={step.id}>
              <button type="button" onClick={() => change([...order, step])}>
                <Plus size={16} aria-hidden /> {step.text}
              </button>
            </li>
          ))}
        </ul>
      )}
      <CheckButton
        isWhole={order.length >= item.steps.length}
        hasStray={item.distractors.length > 0}
        onCheck={() => {
          setChecked(order);
          answer(creditOf(item, order));
        }}
      />
      {checked !== null && (
        <Feedback credit={creditOf(item, checked)} text={feedbackOf(item, checked)} />
      )}
    </>
  );
}

interface CheckProps {
  readonly isWhole: boolean;
  readonly hasStray: boolean;
  readonly onCheck: () => void;
}

function CheckButton({ isWhole, hasStray, onCheck }: CheckProps) {
  return (
    <div className={styles.deeds}>
      <Button look="primary" disabled={!isWhole} onClick={onCheck}>
        Check the order
      </Button>
      {hasStray && <span className={styles.note}>Not every step has to be used.</span>}
    </div>
  );
}

interface PlacedStepProps {
  readonly text: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: 1 | -1) => void;
  readonly onTakeOut: () => void;
}

function PlacedStep({ text, isFirst, isLast, onMove, onTakeOut }: PlacedStepProps) {
  return (
    <li>
      <span>{text}</span>
      <span className={own.moves}>
        <IconButton
          label={`Earlier: ${text}`}
          Icon={ArrowUp}
          disabled={isFirst}
          onClick={() => onMove(-1)}
        />
        <IconButton
          label={`Later: ${text}`}
          Icon={ArrowDown}
          disabled={isLast}
          onClick={() => onMove(1)}
        />
        <IconButton label={`Take out: ${text}`} Icon={X} onClick={onTakeOut} />
      </span>
    </li>
  );
}

function stepsOf({ steps, distractors }: OrderItem): readonly Step[] {
  const own = steps.map(({ id, text }): Step => ({ id, text, why: undefined }));
  const others = distractors.map(({ text, why }): Step => ({ id: `not/${text}`, text, why }));
  return shuffled([...own, ...others], ({ text }) => text);
}

const creditOf = (item: OrderItem, order: readonly Step[]) =>
  gradeOrder(
    item,
    order.map(({ id }) => id),
  );

function feedbackOf(item: OrderItem, order: readonly Step[]): string {
  const stray = order.find(({ why }) => why !== undefined);
  if (stray !== undefined) return `“${stray.text}” has no place in it. ${stray.why}`;
  const { right, low } = item.feedback;
  return creditOf(item, order) === 'full' ? right : low;
}
