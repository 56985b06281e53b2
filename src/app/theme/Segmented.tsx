/** One choice of a few, all of them in sight: native radio buttons drawn as one bar. */
import { useId, type ReactNode } from 'react';
import styles from './Segmented.module.css';

export interface SegmentedOption<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  /** Read aloud instead of the label, where the label is a picture. */
  readonly name?: string;
  readonly disabled?: boolean;
}

export interface SegmentedProps<Value extends string> {
  /** What is being chosen; read aloud. */
  readonly label: string;
  readonly value: Value | null;
  readonly options: readonly SegmentedOption<Value>[];
  readonly onChange: (value: Value) => void;
  /** Equal shares of the full width. */
  readonly wide?: boolean;
}

export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, options, onChange, wide = false } = props;
  const group = useId();
  return (
    <fieldset className={styles.bar} data-wide={wide || undefined}>
      <legend className="heard">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            name={group}
            className={styles.radio}
            checked={option.value === value}
            disabled={option.disabled ?? false}
            aria-label={option.name}
            onChange={() => onChange(option.value)}
          />
          <span className={styles.face}>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
