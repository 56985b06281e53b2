/** A native drop-down with its label, and under it the sentence of the option in force. */
import { useId } from 'react';
import styles from './Field.module.css';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

export interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly SelectOption[];
  readonly onChange: (value: string) => void;
  readonly sentence?: string;
  readonly hideLabel?: boolean;
  readonly disabled?: boolean;
}

export function Select(props: SelectProps) {
  const { label, value, options, onChange, sentence, hideLabel = false, disabled = false } = props;
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? 'heard' : styles.label}>
        {label}
      </label>
      <select
        id={id}
        className={styles.select}
        value={value}
        disabled={disabled}
        aria-describedby={sentence === undefined ? undefined : `${id}-sentence`}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {sentence !== undefined && (
        <p id={`${id}-sentence`} className={styles.sentence}>
          {sentence}
        </p>
      )}
    </div>
  );
}
