/** One knob of the lesson: its question, its options in sight, and the sentence of the chosen one. */
import { useId } from 'react';
import type { ChoiceKnob, Knob } from '../../../models/index.ts';
import { inWords } from '../../stage/index.ts';
import { NumberBox } from '../../theme/index.ts';
import styles from './Fix.module.css';

export interface KnobChoiceProps {
  readonly knob: Knob;
  readonly value: string | number;
  /** It stands otherwise than at the start. */
  readonly isTurned: boolean;
  readonly onChange: (value: string | number) => void;
}

export function KnobChoice({ knob, value, isTurned, onChange }: KnobChoiceProps) {
  return (
    <div className={styles.knob} data-turned={isTurned || undefined}>
      {knob.kind === 'number' ? (
        <NumberBox
          label={knob.label}
          unit={knob.unit}
          value={Number(value)}
          min={knob.min}
          max={knob.max}
          sentence={knob.question}
          onChange={onChange}
        />
      ) : (
        <Options knob={knob} value={String(value)} onChange={onChange} />
      )}
    </div>
  );
}

interface OptionsProps {
  readonly knob: ChoiceKnob;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Options({ knob, value, onChange }: OptionsProps) {
  const group = useId();
  return (
    <fieldset className={styles.choice} aria-describedby={`${group}-why`}>
      <legend className={styles.label}>{knob.label}</legend>
      <div className={styles.values}>
        {Object.keys(knob.options).map((option) => (
          <label key={option} className={styles.value}>
            <input
              type="radio"
              name={group}
              checked={option === value}
              onChange={() => onChange(option)}
            />
            <span>{inWords(option)}</span>
          </label>
        ))}
      </div>
      <p id={`${group}-why`} className={styles.sentence}>
        {knob.options[value] ?? knob.question}
      </p>
    </fieldset>
  );
}
