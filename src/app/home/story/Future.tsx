/** One of the two futures: the phones at the frozen moment, and whether the ticks are true. */
import { useMemo, type ReactNode } from 'react';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { Branch } from '../../playback/index.ts';
import { Projections } from '../../playback/index.ts';
import { phoneScreen } from '../../stage/projections/phone-screen.ts';
import { HeroPhone } from '../HeroPhone.tsx';
import { bubblesOf } from './frame-at.ts';
import { heroMarks } from './hero-marks.ts';
import type { TickEvidence } from './home-run.ts';
import { RULE_WORDS } from './RuleSwitch.tsx';
import styles from './Futures.module.css';

export interface FutureProps {
  readonly branch: Branch;
  readonly evidence: TickEvidence;
  readonly nowUs: number;
  /** What a thousand runs say, once they have been asked. */
  readonly children?: ReactNode;
}

export function Future({ branch, evidence, nowUs, children }: FutureProps) {
  const { ana, ben, isCut } = useMemo(() => facesAt(branch, nowUs), [branch, nowUs]);
  const honest = branch.verdicts.find(({ id }) => id === 'honest-ticks');
  const isLie = honest?.verdict === 'broken';
  return (
    <section className={styles.future} data-evidence={evidence}>
      <h2 className={styles.rule}>
        Two ticks when <strong>{RULE_WORDS[evidence]}</strong>
      </h2>
      <div className={styles.phones}>
        <HeroPhone owner="ana" bubbles={ana} />
        <HeroPhone owner="ben" bubbles={ben} isCut={isCut} />
      </div>
      {honest !== undefined && (
        <p className={styles.verdict} data-lie={isLie || undefined}>
          {isLie ? <TriangleAlert size={18} /> : <CircleCheck size={18} />}
          {isLie ? 'Two ticks, and they are a lie.' : 'One tick, and it is true.'}
        </p>
      )}
      {children}
    </section>
  );
}

function facesAt(branch: Branch, nowUs: number) {
  const { nodes, view } = branch;
  const record = view.lengthAt(nowUs);
  const folds = new Projections();
  const ben = nodes.indexOf('ben');
  return {
    ana: bubblesOf(folds.read(phoneScreen(nodes.indexOf('ana')), branch, record)),
    ben: bubblesOf(folds.read(phoneScreen(ben), branch, record)),
    isCut: folds.read(heroMarks, branch, record).cut.has(ben),
  };
}
