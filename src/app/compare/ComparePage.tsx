/** Two designs on identical traffic, stopped at the first thing that a person would see differ. */
import { useEffect, useMemo, useState } from 'react';
import { ArrowLeftRight, Square } from 'lucide-react';
import type { AnyDesign } from '../../models/index.ts';
import { designKnobs } from '../../scenarios/index.ts';
import { useSearch } from '../engine/index.ts';
import { KnobField } from '../sandbox/DesignKnobs.tsx';
import { useTitle } from '../shell/index.ts';
import { isSameDesign } from '../sweep/index.ts';
import { Button, Select } from '../theme/index.ts';
import { Difference } from './Difference.tsx';
import { SITUATIONS, type Situation } from './situations.ts';
import styles from './Compare.module.css';

/** So many seeds are tried before the two are said to look the same. */
const SEEDS = 60;

export default function ComparePage() {
  useTitle('Side by side');
  const [id, setId] = useState(SITUATIONS[0]!.id);
  const [turned, setTurned] = useState<{ before: AnyDesign; after: AnyDesign } | null>(null);
  const chosen = SITUATIONS.find((each) => each.id === id) ?? SITUATIONS[0]!;
  const situation = useMemo(
    () => (turned === null ? chosen : { ...chosen, ...turned }),
    [chosen, turned],
  );
  const { before, after } = situation;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>Side by side</h1>
        <p className={styles.lead}>
          Two designs meet the same messages, the same faults and the same luck. Both stop where a
          person first sees a difference.
        </p>
      </header>
      <section className={styles.choices} aria-label="The two designs">
        <Select
          label="What is in dispute"
          value={chosen.id}
          options={SITUATIONS.map(({ id: value, label }) => ({ value, label }))}
          sentence={chosen.claim}
          onChange={(value) => {
            setId(value);
            setTurned(null);
          }}
        />
        <Side
          name="A"
          design={before}
          situation={chosen}
          onChange={(design) => setTurned({ before: design, after })}
        />
        <Side
          name="B"
          design={after}
          situation={chosen}
          onChange={(design) => setTurned({ before, after: design })}
        />
      </section>
      <Hunt key={JSON.stringify([chosen.id, before, after])} situation={situation} />
    </div>
  );
}

interface SideProps {
  readonly name: 'A' | 'B';
  readonly design: AnyDesign;
  readonly situation: Situation;
  readonly onChange: (design: AnyDesign) => void;
}

function Side({ name, design, situation, onChange }: SideProps) {
  return (
    <fieldset className={styles.side}>
      <legend>
        <span className={styles.letter}>{name}</span>
      </legend>
      {situation.knobs.map((key) => {
        const knob = designKnobs[key];
        if (knob === undefined) return null;
        return (
          <KnobField
            key={key}
            knob={knob}
            value={design[key] ?? knob.initial}
            onChange={(value) => onChange({ ...design, [key]: value })}
          />
        );
      })}
    </fieldset>
  );
}

/** Looks for a seed on which the two differ, as soon as they are chosen. */
function Hunt({ situation }: { readonly situation: Situation }) {
  const { search, start, clear } = useSearch('ghostDiff');
  const [round, setRound] = useState(1);
  const { scenario, before, after } = situation;
  const isOne = isSameDesign(before, after);
  useEffect(() => {
    if (isOne) return;
    start({ scenario, design: before, against: after, seed: `compare-${round}`, seeds: SEEDS });
  }, [scenario, before, after, round, isOne, start]);
  if (isOne) {
    return <p className={styles.note}>Both sides are one and the same design: turn a knob.</p>;
  }
  return (
    <>
      <div className={styles.status}>
        <p role="status">
          {search.state === 'working' &&
            `Looking for traffic on which they differ … ${search.progress ?? 0} seeds tried.`}
          {search.state === 'failed' && search.sentence}
          {search.state === 'done' &&
            search.result.diff.first === undefined &&
            `On ${search.result.tried} seeds no phone showed anything else, nor more than two seconds later.`}
        </p>
        {search.state === 'working' ? (
          <Button Icon={Square} onClick={clear}>
            Cancel
          </Button>
        ) : (
          <Button Icon={ArrowLeftRight} onClick={() => setRound(round + 1)}>
            Other traffic
          </Button>
        )}
      </div>
      {search.state === 'done' && search.result.diff.first !== undefined && (
        <Difference key={search.result.seed} situation={situation} found={search.result} />
      )}
    </>
  );
}
