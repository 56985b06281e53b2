/** A number with its unit, kept inside its range. It takes effect on Enter and on leaving the box. */
import { useId, useState } from 'react';
import styles from './Field.module.css';

export interface NumberBoxProps {
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
  readonly sentence?: string;
  readonly disabled?: boolean;
}

export function NumberBox(props: NumberBoxProps) {
  const { label, unit, value, min, max, onChange, sentence, disabled = false } = props;
  const id = useId();
  // While somebody types it is their text, else the value that is in force.
  const [draft, setDraft] = useState<string | null>(null);

  const settle = () => {
    setDraft(null);
    const wanted = Number(draft);
    if (draft === null || draft === '' || !Number.isFinite(wanted)) return;
    const kept = Math.min(max, Math.max(min, wanted));
    if (kept !== value) onChange(kept);
  };

  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <span className={styles.numberRow}>
        <input
          id={id}
          type="number"
          inputMode="decimal"
          className={styles.number}
          min={min}
          max={max}
          value={draft ?? String(value)}
          disabled={disabled}
          aria-describedby={sentence === undefined ? undefined : `${id}-sentence`}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={settle}
          onKeyDown={(event) => event.key === 'Enter' && settle()}
        />
        <span className={styles.unit}>{unit}</span>
      </span>
      {sentence !== undefined && (
        <p id={`${id}-sentence`} className={styles.sentence}>
          {sentence}
        </p>
      )}
    </div>
  );
}
