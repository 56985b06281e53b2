/** Mend the design: turn the lesson's knobs, run its seeds, read what each promise came to. */
import { useState } from 'react';
import { Dices, Lightbulb, Square, Undo2 } from 'lucide-react';
import type { FixBlock } from '../../../lesson/index.ts';
import { designKnobs } from '../../../scenarios/index.ts';
import { Button } from '../../theme/index.ts';
import styles from '../beats/Cards.module.css';
import { useLabState } from '../lab/LabContext.tsx';
import { LabSlot } from '../lab/LabSlot.tsx';
import { FixResult } from './FixResult.tsx';
import own from './Fix.module.css';
import { KnobChoice } from './KnobChoice.tsx';
import { useFix, type FixHandle } from './use-fix.ts';

export function FixCard({ block }: { readonly block: FixBlock }) {
  const fix = useFix(block);
  const { design, begin, state, tried } = fix;
  const labKey = useLabState((lab) => lab.key);
  const isStale = tried !== null && block.knobs.some((key) => tried[key] !== design[key]);
  return (
    <section className={styles.card} data-kind="fix">
      <h3 className={styles.ask}>{block.task}</h3>
      <div className={own.knobs}>
        {block.knobs.map((key) => {
          const knob = designKnobs[key];
          return knob === undefined ? null : (
            <KnobChoice
              key={key}
              knob={knob}
              value={design[key] ?? knob.initial}
              isTurned={design[key] !== begin[key]}
              onChange={(value) => fix.turn(key, value)}
            />
          );
        })}
      </div>
      <TryButtons block={block} fix={fix} isStale={isStale} />
      {state !== null && tried !== null && (
        <FixResult block={block} fix={fix} state={state} tried={tried} isStale={isStale} />
      )}
      <LabSlot cardKey={labKey} />
    </section>
  );
}

interface TryProps {
  readonly block: FixBlock;
  readonly fix: FixHandle;
  readonly isStale: boolean;
}

function TryButtons({ block, fix, isStale }: TryProps) {
  const { state, design, begin } = fix;
  const { count } = block.seeds;
  const isRunning = state?.status === 'running';
  const isTurned = block.knobs.some((key) => design[key] !== begin[key]);
  return (
    <div className={styles.deeds}>
      {isRunning ? (
        <>
          <Button size="large" Icon={Square} onClick={fix.cancel}>
            Cancel
          </Button>
          <progress value={state.done} max={count} aria-label="Seeds run" />
          <span className={styles.note}>
            {state.done} of {count}
          </span>
        </>
      ) : (
        <>
          <Button
            look={state === null || isStale ? 'primary' : 'plain'}
            size="large"
            Icon={Dices}
            onClick={fix.start}
          >
            Try it on {count} seeds
          </Button>
          {isTurned && (
            <Button look="quiet" Icon={Undo2} onClick={() => fix.set(begin)}>
              As at the start
            </Button>
          )}
          <Hint text={block.hint} />
        </>
      )}
    </div>
  );
}

function Hint({ text }: { readonly text: string }) {
  const [isShown, setShown] = useState(false);
  if (text === '') return null;
  if (isShown) {
    return (
      <p className={own.hint}>
        <Lightbulb size={18} aria-hidden /> {text}
      </p>
    );
  }
  return (
    <Button look="quiet" Icon={Lightbulb} onClick={() => setShown(true)}>
      A hint
    </Button>
  );
}
