/** The smallest story in which a design fails, in a few plain lines; made when it is asked for. */
import { useEffect, useRef, useState } from 'react';
import { ScrollText } from 'lucide-react';
import type { Failure } from '../../../explore/index.ts';
import { startShrink, type Cancellable, type SweepOrder } from '../../engine/index.ts';
import { Button } from '../../theme/index.ts';
import styles from '../beats/Cards.module.css';
import own from './Fix.module.css';

export interface ShortStoryProps {
  readonly order: SweepOrder;
  readonly failure: Failure;
}

type Told =
  | { readonly state: 'not asked' }
  | { readonly state: 'working' }
  | { readonly state: 'told'; readonly lines: readonly string[] }
  | { readonly state: 'failed'; readonly sentence: string };

export function ShortStory({ order, failure }: ShortStoryProps) {
  const [told, setTold] = useState<Told>({ state: 'not asked' });
  const running = useRef<Cancellable | null>(null);
  useEffect(() => () => running.current?.cancel(), []);
  const tell = () => {
    setTold({ state: 'working' });
    const { scenario, design } = order;
    running.current = startShrink(
      { scenario, design, seed: failure.seed, check: failure.id },
      {
        done: ({ story }) => setTold({ state: 'told', lines: story.lines }),
        failed: (sentence) => setTold({ state: 'failed', sentence }),
      },
    );
  };
  if (told.state === 'not asked') {
    return (
      <div>
        <Button look="quiet" Icon={ScrollText} onClick={tell}>
          Tell the shortest story in which it fails
        </Button>
      </div>
    );
  }
  return (
    <section className={own.story} aria-label="The shortest failing story">
      <h4>The shortest story in which it fails</h4>
      <div role="status">
        {told.state === 'working' && (
          <p className={styles.note}>Leaving out what is not needed …</p>
        )}
        {told.state === 'failed' && <p className={styles.trouble}>{told.sentence}</p>}
        {told.state === 'told' && (
          <ol>
            {told.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        )}
      </div>
    </section>
  );
}
