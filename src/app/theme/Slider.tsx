/** A native range with its label and its value in words; the value keeps its width. */
import { useId, type CSSProperties } from 'react';
import styles from './Field.module.css';

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly onChange: (value: number) => void;
  /** The value as a person says it: "2.0 s". */
  readonly format?: (value: number) => string;
  readonly sentence?: string;
  readonly hideLabel?: boolean;
  readonly disabled?: boolean;
}

export function Slider(props: SliderProps) {
  const { label, value, min, max, step = 1, onChange, format = String, sentence } = props;
  const id = useId();
  const filled = max > min ? ((value - min) / (max - min)) * 100 : 0;
  return (
    <div className={styles.field}>
      <div className={props.hideLabel === true ? 'heard' : styles.heading}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        <output htmlFor={id} className={styles.value}>
          {format(value)}
        </output>
      </div>
      <input
        id={id}
        type="range"
        className={styles.range}
        style={{ '--filled': `${filled}%` } as CSSProperties}
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={props.disabled ?? false}
        aria-valuetext={format(value)}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      {sentence !== undefined && <p className={styles.sentence}>{sentence}</p>}
    </div>
  );
}
