/** What an answer came to: a mark, a word, and why. */
import { CircleCheck, CircleDot, CircleX } from 'lucide-react';
import type { Credit } from '../../../lesson/index.ts';
import own from './Quiz.module.css';

const FACES = {
  full: { Icon: CircleCheck, word: 'Right.' },
  half: { Icon: CircleDot, word: 'Nearly.' },
  none: { Icon: CircleX, word: 'Not so.' },
} as const;

export function Feedback({ credit, text }: { readonly credit: Credit; readonly text: string }) {
  const { Icon, word } = FACES[credit];
  return (
    <p className={own.feedback} data-credit={credit} role="status">
      <Icon size={20} aria-hidden />
      <span>
        <strong>{word}</strong> {text}
      </span>
    </p>
  );
}
