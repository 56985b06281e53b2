/** Beat 10: keep this moment, mend the design, or make a plan for the interview. */
import { Link } from 'wouter';
import { RotateCcw, Wrench } from 'lucide-react';
import { Button } from '../../theme/index.ts';
import { InterviewPlan } from '../InterviewPlan.tsx';
import { CopyMoment } from './CopyMoment.tsx';
import styles from './NextSteps.module.css';

export interface NextStepsProps {
  /** The branch in which the ticks lie. */
  readonly branchId: string;
  readonly onAgain: () => void;
}

export function NextSteps({ branchId, onAgain }: NextStepsProps) {
  return (
    <section className={styles.next} aria-label="What next">
      <div className={styles.ways}>
        <Link href="/lesson/L08" className={styles.mend}>
          <Wrench size={20} />
          <span>
            <strong>Mend it</strong>
            <small>Lesson 8, 12 minutes</small>
          </span>
        </Link>
        <CopyMoment branchId={branchId} />
        <Button Icon={RotateCcw} look="quiet" onClick={onAgain}>
          From the start
        </Button>
      </div>
      <InterviewPlan />
    </section>
  );
}
