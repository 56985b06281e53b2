/** One hole: the flawed design, a line of time to schedule faults on, and what they are worth. */
import { useRef, useState } from 'react';
import { ArrowLeft, Crosshair, Plus, Square } from 'lucide-react';
import { Link, useParams } from 'wouter';
import { CHECK_CLAIMS } from '../dock/index.ts';
import { useSearch, type CourseOrder } from '../engine/index.ts';
import LostPage from '../shell/LostPage.tsx';
import { useTitle } from '../shell/index.ts';
import { Button } from '../theme/index.ts';
import { FaultRow } from './FaultRow.tsx';
import { GolfResult } from './GolfResult.tsx';
import { holeOf, numberOf, type Hole } from './holes.ts';
import { newFault, overlapIn, planOfSchedule, type ScheduledFault } from './schedule.ts';
import { Timeline } from './Timeline.tsx';
import { TrafficList } from './TrafficList.tsx';
import styles from './Golf.module.css';

/** Among so many schedules the engine looks for its own best. */
const PAR_DRAWS = 120;

export default function HolePage() {
  const { id } = useParams();
  const hole = holeOf(id);
  return hole === undefined ? <LostPage /> : <Played key={hole.id} hole={hole} />;
}

function Played({ hole }: { readonly hole: Hole }) {
  useTitle(`Golf: ${hole.title}`);
  const { scenario, seed } = hole;
  const [schedule, setSchedule] = useState<readonly ScheduledFault[]>(() => [
    newFault(scenario, 1),
  ]);
  const overlap = overlapIn(schedule, scenario);
  const golf = useSearch('golf');
  const par = useSearch('par');
  const strike = () => {
    const { design, check } = hole;
    const course: CourseOrder = { scenario, design, check, seed };
    golf.start({ course, faults: planOfSchedule(schedule, scenario) });
    if (par.search.state === 'idle') par.start({ course, draws: PAR_DRAWS });
  };
  return (
    <div className={styles.page}>
      <section className={styles.side} aria-label="The hole">
        <Link href="/golf" className={styles.back}>
          <ArrowLeft size={16} aria-hidden /> All holes
        </Link>
        <h1 className={styles.title}>
          {numberOf(hole)}. {hole.title}
        </h1>
        <blockquote className={styles.claim}>{hole.claim}</blockquote>
        <p className={styles.goal}>
          Break <strong>{hole.check}</strong>: {CHECK_CLAIMS[hole.check]}
        </p>
        <p className={styles.text}>
          You have {scenario.faults.most} faults, from {scenario.faults.fromMs / 1000} to{' '}
          {scenario.faults.untilMs / 1000} seconds. People write as the line of time shows.
        </p>
        <TrafficList hole={hole} />
      </section>
      <section className={styles.work} aria-label="Your schedule">
        <h2 className={styles.heading}>Your schedule</h2>
        <Timeline scenario={scenario} seed={seed} schedule={schedule} />
        <Faults hole={hole} schedule={schedule} onChange={setSchedule} />
        <p role="status" className={styles.overlap}>
          {overlap}
        </p>
        <div className={styles.deeds}>
          {golf.search.state === 'working' ? (
            <Button size="large" Icon={Square} onClick={golf.clear}>
              Cancel
            </Button>
          ) : (
            <StrikeButton isReady={schedule.length > 0 && overlap === ''} onStrike={strike} />
          )}
        </div>
        <GolfResult hole={hole} schedule={schedule} golf={golf.search} par={par.search} />
      </section>
    </div>
  );
}

function StrikeButton(props: { readonly isReady: boolean; readonly onStrike: () => void }) {
  return (
    <Button
      look="primary"
      size="large"
      Icon={Crosshair}
      disabled={!props.isReady}
      onClick={props.onStrike}
    >
      Strike
    </Button>
  );
}

interface FaultsProps {
  readonly hole: Hole;
  readonly schedule: readonly ScheduledFault[];
  readonly onChange: (schedule: readonly ScheduledFault[]) => void;
}

function Faults({ hole: { scenario }, schedule, onChange }: FaultsProps) {
  const { most } = scenario.faults;
  const count = useRef(1);
  const add = () => {
    count.current++;
    // Another kind than the last one: two troubles of one kind at once are one trouble.
    const kind = (count.current - 1) % scenario.faults.kinds.length;
    onChange([...schedule, newFault(scenario, count.current, kind)]);
  };
  return (
    <>
      <div className={styles.faults}>
        {schedule.map((fault, place) => (
          <FaultRow
            key={fault.id}
            scenario={scenario}
            fault={fault}
            nth={place + 1}
            onChange={(changed) =>
              onChange(schedule.map((each) => (each.id === fault.id ? changed : each)))
            }
            onRemove={() => onChange(schedule.filter((each) => each.id !== fault.id))}
          />
        ))}
      </div>
      <div>
        <Button Icon={Plus} disabled={schedule.length >= most} onClick={add}>
          Add a fault ({schedule.length} of {most})
        </Button>
      </div>
    </>
  );
}
