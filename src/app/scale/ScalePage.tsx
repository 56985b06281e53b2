/** Numbers that change the design: a capacity sheet whose assumptions also drive a scaled storm. */
import { useMemo, useState } from 'react';
import { RotateCcw } from 'lucide-react';
import {
  capacitySheet,
  CLASSROOM_ASSUMPTIONS,
  type CapacityAssumptions,
} from '../../scenarios/index.ts';
import { useTitle } from '../shell/index.ts';
import { Button, NumberBox } from '../theme/index.ts';
import { ASSUMPTION_FIELDS } from './assumptions.ts';
import { CapacityTable } from './CapacityTable.tsx';
import { StormRun } from './StormRun.tsx';
import styles from './Scale.module.css';

export default function ScalePage() {
  useTitle('A million phones');
  const [assumed, setAssumed] = useState<CapacityAssumptions>(CLASSROOM_ASSUMPTIONS);
  const cells = useMemo(() => capacitySheet(assumed), [assumed]);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>A million phones</h1>
        <p className={styles.text}>
          A few assumptions decide a design. Change one and see which figures move; then let as many
          phones as your browser can hold come back at once.
        </p>
      </header>
      <section className={styles.assumptions} aria-labelledby="assumptions-title">
        <h2 id="assumptions-title">Assumptions</h2>
        <div className={styles.fields}>
          {ASSUMPTION_FIELDS.map(({ key, label, unit, max }) => (
            <NumberBox
              key={key}
              label={label}
              unit={unit}
              value={assumed[key]}
              min={0}
              max={max}
              onChange={(value) => setAssumed((before) => ({ ...before, [key]: value }))}
            />
          ))}
        </div>
        <Button look="quiet" Icon={RotateCcw} onClick={() => setAssumed(CLASSROOM_ASSUMPTIONS)}>
          As in the classroom
        </Button>
      </section>
      <section className={styles.result} aria-labelledby="sheet-title">
        <h2 id="sheet-title">What follows</h2>
        <CapacityTable cells={cells} />
      </section>
      <StormRun assumed={assumed} />
    </div>
  );
}
