/** A word with an explanation behind it: a button that opens a small note by tap, click or Enter. */
import { useId, useRef, type ReactNode } from 'react';
import { placeBeside } from './place-beside.ts';
import styles from './Hint.module.css';

export function Hint({ word, children }: { word: ReactNode; children: ReactNode }) {
  const id = useId();
  const note = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <span className={styles.wrap}>
      <button ref={button} type="button" className={styles.word} popoverTarget={id}>
        {word}
      </button>
      <span
        ref={note}
        id={id}
        popover="auto"
        className={styles.note}
        onToggle={(event) => {
          if (event.newState !== 'open' || note.current === null || button.current === null) return;
          placeBeside(note.current, button.current.getBoundingClientRect(), 'below');
        }}
      >
        {children}
      </span>
    </span>
  );
}
