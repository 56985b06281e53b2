/** The line to say in an interview: said first by heart, then compared; and the questions behind it. */
import { useEffect, useState } from 'react';
import { Eye, Mic, Timer } from 'lucide-react';
import type { SayBlock } from '../../../lesson/index.ts';
import { Button } from '../../theme/index.ts';
import { keyOf } from '../answers.ts';
import { useLesson } from '../LessonContext.tsx';
import styles from './Cards.module.css';
import own from './Say.module.css';

const SECONDS = 30;

export function SayCard({ block }: { readonly block: SayBlock }) {
  const { answers, send, lesson } = useLesson();
  const key = keyOf(block);
  const isSaid = answers.said.includes(key);
  return (
    <>
      <section className={styles.card} data-kind="say">
        <p className={styles.over}>The interviewer asks</p>
        <h3 className={own.question}>“{lesson.question}”</h3>
        {isSaid ? (
          <figure className={own.line}>
            <figcaption>One good answer</figcaption>
            <blockquote>{block.sentence}</blockquote>
          </figure>
        ) : (
          <div className={styles.deeds}>
            <Countdown />
            <Button size="large" Icon={Eye} onClick={() => send({ type: 'said', key })}>
              I have said it: show a good answer
            </Button>
          </div>
        )}
      </section>
      {block.recall.length > 0 && (
        <section className={styles.card} data-kind="recall">
          <h3 className={styles.ask}>Without looking back</h3>
          <ul className={own.recall}>
            {block.recall.map(({ ask, answer }) => (
              <RecallItem key={ask} ask={ask} answer={answer} knew={answers.recalled[ask]} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Half a minute, for those who want to be held to it. */
function Countdown() {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    if (left === null || left === 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  if (left === null) {
    return (
      <Button look="primary" size="large" Icon={Mic} onClick={() => setLeft(SECONDS)}>
        Say it now: {SECONDS} s
      </Button>
    );
  }
  return (
    <p className={own.countdown} role="timer" aria-label="Time left">
      <Timer size={20} aria-hidden />
      {left > 0 ? `${left} s` : 'Half a minute is over.'}
    </p>
  );
}

interface RecallProps {
  readonly ask: string;
  readonly answer: string;
  readonly knew: boolean | undefined;
}

function RecallItem({ ask, answer, knew }: RecallProps) {
  const { send } = useLesson();
  const [isOpen, setOpen] = useState(knew !== undefined);
  return (
    <li className={own.item}>
      <p className={own.ask}>{ask}</p>
      {!isOpen && (
        <Button look="quiet" onClick={() => setOpen(true)}>
          Answer
        </Button>
      )}
      {isOpen && (
        <div className={own.answer} role="status">
          <p>{answer}</p>
          <div className={styles.deeds}>
            <Button
              aria-pressed={knew === true}
              look={knew === true ? 'primary' : 'plain'}
              onClick={() => send({ type: 'recall', ask, knew: true })}
            >
              I knew it
            </Button>
            <Button
              aria-pressed={knew === false}
              look={knew === false ? 'primary' : 'plain'}
              onClick={() => send({ type: 'recall', ask, knew: false })}
            >
              Not yet
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}
