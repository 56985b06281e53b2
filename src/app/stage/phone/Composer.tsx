/** The typing box of a phone. Enter or the button sends; what was typed is never lost. */
import { useState, type FormEvent } from 'react';
import { SendHorizontal } from 'lucide-react';
import styles from './Composer.module.css';

// Long enough for a chat, short enough that nobody pastes a book into a share link.
const LENGTH_MAX = 200;

export interface ComposerProps {
  readonly owner: string;
  /** What it proposes at first; give another key for another proposal. */
  readonly draft: string;
  readonly disabled: boolean;
  readonly onSend: (text: string) => void;
}

export function Composer({ owner, draft, disabled, onSend }: ComposerProps) {
  const [text, setText] = useState(draft);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const words = text.trim();
    if (words === '' || disabled) return;
    onSend(words);
    setText('');
  };
  return (
    <form className={styles.composer} onSubmit={send}>
      <input
        className={styles.input}
        type="text"
        value={text}
        maxLength={LENGTH_MAX}
        aria-label={`Message from ${owner}`}
        placeholder="Message"
        autoComplete="off"
        enterKeyHint="send"
        onChange={(event) => setText(event.target.value)}
      />
      <button
        type="submit"
        className={styles.send}
        aria-label={`Send from ${owner}’s phone`}
        disabled={disabled || text.trim() === ''}
      >
        <SendHorizontal size={16} />
      </button>
    </form>
  );
}
