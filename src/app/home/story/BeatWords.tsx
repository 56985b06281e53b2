/** What is said below the road in each beat, and the one thing to press next. */
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { Button, Tick } from '../../theme/index.ts';
import type { BeatContext, BeatEvent, BeatName, Guess } from './beat-machine.ts';
import { RuleSwitch } from './RuleSwitch.tsx';
import { WhyList } from './WhyList.tsx';
import styles from './Story.module.css';

export interface BeatProps {
  readonly context: BeatContext;
  readonly send: (event: BeatEvent) => void;
}

const GUESSES: readonly { readonly guess: Guess; readonly label: string }[] = [
  { guess: 'clock', label: 'Clock' },
  { guess: 'sent', label: 'One tick' },
  { guess: 'delivered', label: 'Two ticks' },
];

export function BeatWords({ beat, context, send }: BeatProps & { readonly beat: BeatName }) {
  const box = useRef<HTMLDivElement>(null);
  useKeptFocus(box, beat);
  return (
    <div ref={box} className={styles.words} tabIndex={-1} data-beat={beat}>
      {wordsOf(beat, { context, send })}
    </div>
  );
}

function wordsOf(beat: BeatName, { context, send }: BeatProps): ReactNode {
  switch (beat) {
    case 'sending':
    case 'first take':
      return null;
    case 'received':
      return <Line>Ben has it.</Line>;
    case 'second take':
      return <Line>Again, in a tunnel.</Line>;
    case 'paused':
    case 'cutting':
      return (
        <>
          <Line>Again, in a tunnel.</Line>
          <Button
            look="primary"
            size="large"
            disabled={beat === 'cutting'}
            onClick={() => send({ type: 'cut' })}
          >
            Cut Ben’s signal
          </Button>
        </>
      );
    case 'asked':
    case 'third take':
      return <Question context={context} send={send} />;
    case 'surprise':
      return <Surprise guess={context.guess} send={send} />;
    case 'why':
      return <WhyList onGoOn={() => send({ type: 'go on' })} />;
    case 'one rule':
    case 'splitting':
      return <RuleSwitch isBusy={beat === 'splitting'} onSwitch={() => send({ type: 'switch' })} />;
    case 'failed':
      return (
        <div role="alert" className={styles.failed}>
          <p>{context.failure}</p>
          <Button look="primary" onClick={() => send({ type: 'again' })}>
            Try again
          </Button>
        </div>
      );
    case 'two futures':
      return null;
  }
}

function Line({ children }: { children: ReactNode }) {
  return (
    <p role="status" className={styles.line}>
      {children}
    </p>
  );
}

function Question({ context, send }: BeatProps) {
  return (
    <>
      <Line>What will Ana see?</Line>
      <div className={styles.guesses}>
        {GUESSES.map(({ guess, label }) => (
          <button
            key={guess}
            type="button"
            className={styles.guess}
            aria-pressed={context.guess === guess}
            disabled={context.guess !== null && context.guess !== guess}
            onClick={() => send({ type: 'guess', guess })}
          >
            <Tick status={guess} silent size={28} />
            {label}
          </button>
        ))}
      </div>
    </>
  );
}

function Surprise({ guess, send }: { guess: Guess | null; send: BeatProps['send'] }) {
  const said = GUESSES.find((each) => each.guess === guess)?.label.toLowerCase();
  return (
    <>
      <p role="status" className={styles.surprise}>
        Two ticks. Ben’s phone is empty.
      </p>
      <p className={styles.said}>
        {guess === 'delivered' ? 'You said so. ' : `You said ${said}. `}
        <button type="button" className={styles.asLink} onClick={() => send({ type: 'ask ticks' })}>
          Tap the ticks: who says “delivered”?
        </button>
      </p>
    </>
  );
}

/**
 * A button that was pressed goes away with its beat: the focus moves to what is asked next, and
 * on a small screen that comes into view.
 */
function useKeptFocus(box: RefObject<HTMLDivElement | null>, beat: BeatName): void {
  useEffect(() => {
    box.current?.scrollIntoView?.({ block: 'nearest', behavior: 'smooth' });
    const { activeElement } = document;
    const isElsewhere = activeElement !== null && activeElement !== document.body;
    if (isElsewhere && activeElement !== box.current) return;
    const next = box.current?.querySelector<HTMLElement>('button:not(:disabled)');
    (next ?? box.current)?.focus({ preventScroll: true });
  }, [beat, box]);
}
