/** The capstone: a learner's own design against every kind of fault at once, promise by promise. */
import { useState } from 'react';
import { Undo2 } from 'lucide-react';
import { Link } from 'wouter';
import type { AnyDesign } from '../../models/index.ts';
import { capstoneScenario, capstoneStart, designFor, designKnobs } from '../../scenarios/index.ts';
import { KnobChoice } from '../lesson-player/fix/KnobChoice.tsx';
import { useTitle } from '../shell/index.ts';
import { isSameDesign, SweepBoard, usePairedSweep } from '../sweep/index.ts';
import { Button } from '../theme/index.ts';
import { Promises } from './Promises.tsx';
import styles from './CapstonePage.module.css';

/** All answers are judged on the same seeds. */
const SEED = 'capstone';
const COUNTS = [100, 1000];

export default function CapstonePage() {
  useTitle('Capstone');
  const [knobs, setKnobs] = useState<AnyDesign>(capstoneStart);
  const sweep = usePairedSweep();
  const design = designFor(capstoneScenario, knobs);
  const { state } = sweep;
  const isStale = state !== null && !isSameDesign(state.order.design, design);
  return (
    <div className={styles.page}>
      <section className={styles.side} aria-label="Your design">
        <h1 className={styles.title}>Capstone: does your design hold?</h1>
        <p className={styles.text}>
          Two people, two servers, a store, pushes, and every fault at once. You begin with what an
          interview answer often says. Change it until all nine promises hold on all 100 seeds.
        </p>
        <p className={styles.text}>
          Want to see one run first? Try it in the <Link href="/sandbox">sandbox</Link>.
        </p>
        <div className={styles.knobs}>
          {Object.keys(capstoneStart).map((key) => {
            const knob = designKnobs[key];
            if (knob === undefined) return null;
            return (
              <KnobChoice
                key={key}
                knob={knob}
                value={knobs[key] ?? knob.initial}
                isTurned={knobs[key] !== capstoneStart[key]}
                onChange={(value) => setKnobs((before) => ({ ...before, [key]: value }))}
              />
            );
          })}
        </div>
        {!isSameDesign(knobs, capstoneStart) && (
          <Button look="quiet" Icon={Undo2} onClick={() => setKnobs(capstoneStart)}>
            As at the start
          </Button>
        )}
      </section>
      <section className={styles.work} aria-label="What your design does">
        <SweepBoard
          sweep={sweep}
          order={{ scenario: capstoneScenario, design, seed: SEED }}
          counts={COUNTS}
          isStale={isStale}
          about="One column a run, one row a promise. A red cell opens the shortest story of how it fails."
        >
          {(shown) => <Promises state={shown} />}
        </SweepBoard>
      </section>
    </div>
  );
}
