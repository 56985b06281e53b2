/** A few texts of which one is chosen. */
import { useId } from 'react';
import styles from '../beats/Cards.module.css';

export interface OptionListProps {
  /** Read aloud. */
  readonly label: string;
  readonly texts: readonly string[];
  readonly chosen: number | null;
  readonly onChoose: (place: number) => void;
}

export function OptionList({ label, texts, chosen, onChoose }: OptionListProps) {
  const group = useId();
  return (
    <fieldset className={styles.options}>
      <legend className="heard">{label}</legend>
      {texts.map((text, place) => (
        <label key={text} className={styles.option}>
          <input
            type="radio"
            name={group}
            checked={chosen === place}
            onChange={() => onChoose(place)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
