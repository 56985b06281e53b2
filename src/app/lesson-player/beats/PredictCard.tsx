/** A prediction: one tap, and how sure one is where the lesson asks. It stands until the run decides. */
import { useId, useState } from 'react';
import type { PredictBlock } from '../../../lesson/index.ts';
import { Segmented } from '../../theme/index.ts';
import { keyOf, type Confidence, type Prediction } from '../answers.ts';
import { useLesson } from '../LessonContext.tsx';
import styles from './Cards.module.css';

const CONFIDENCES = [
  { value: '1', label: 'A guess' },
  { value: '2', label: 'Fairly sure' },
  { value: '3', label: 'Certain' },
] as const;

export function PredictCard({ block }: { readonly block: PredictBlock }) {
  const { answers } = useLesson();
  const prediction = answers.predictions[keyOf(block)];
  const isDecided = prediction?.credit !== undefined;
  return (
    <section className={styles.card} data-kind="predict">
      <h3 className={styles.ask}>{block.ask}</h3>
      {block.number === undefined ? (
        <Options block={block} prediction={prediction} isDecided={isDecided} />
      ) : (
        <NumberField block={block} prediction={prediction} isDecided={isDecided} />
      )}
      {block.confidence && prediction !== undefined && !isDecided && (
        <ConfidenceField block={block} prediction={prediction} />
      )}
      <p className={styles.note} role="status">
        {statusOf(prediction, block.confidence)}
      </p>
    </section>
  );
}

function statusOf(prediction: Prediction | undefined, asksConfidence: boolean): string {
  if (prediction === undefined) return '';
  if (prediction.credit === 'full') return 'It came out as you said.';
  if (prediction.credit !== undefined) return 'The run came out otherwise. See Run for why.';
  if (asksConfidence && prediction.confidence === undefined) return 'Noted. How sure are you?';
  return 'Noted. You may change it until you have seen the run.';
}

interface FieldProps {
  readonly block: PredictBlock;
  readonly prediction: Prediction | undefined;
  readonly isDecided: boolean;
}

function Options({ block, prediction, isDecided }: FieldProps) {
  const { send } = useLesson();
  const group = useId();
  return (
    <fieldset className={styles.options}>
      <legend className="heard">{block.ask}</legend>
      {block.options.map(({ text, happens }, place) => (
        <label
          key={text}
          className={styles.option}
          data-happens={(isDecided && happens) || undefined}
        >
          <input
            type="radio"
            name={group}
            checked={prediction?.option === place}
            disabled={isDecided}
            onChange={() => send({ type: 'predict', key: keyOf(block), option: place })}
          />
          <span>
            {text}
            {isDecided && happens && <strong className={styles.did}> It did this.</strong>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function NumberField({ block, prediction, isDecided }: FieldProps) {
  const { send } = useLesson();
  const id = useId();
  const [draft, setDraft] = useState(String(prediction?.number ?? ''));
  const settle = () => {
    const number = Number(draft.replace(',', '.'));
    if (draft.trim() === '' || !Number.isFinite(number)) return;
    send({ type: 'predict', key: keyOf(block), number });
  };
  return (
    <p className={styles.number}>
      <label htmlFor={id}>Your number</label>
      <input
        id={id}
        inputMode="decimal"
        value={draft}
        disabled={isDecided}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={settle}
        onKeyDown={({ key }) => key === 'Enter' && settle()}
      />
      <span>{block.number?.unit}</span>
    </p>
  );
}

function ConfidenceField({
  block,
  prediction,
}: Pick<FieldProps, 'block'> & { readonly prediction: Prediction }) {
  const { send } = useLesson();
  return (
    <Segmented
      label="How sure are you?"
      wide
      value={prediction.confidence === undefined ? null : `${prediction.confidence}`}
      options={CONFIDENCES}
      onChange={(value) =>
        send({ type: 'trust', key: keyOf(block), confidence: Number(value) as Confidence })
      }
    />
  );
}
