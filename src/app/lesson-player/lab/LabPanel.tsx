/** The lab on screen: the run, the bar that moves through it, and its evidence. */
import { useState } from 'react';
import { ChevronDown, ChevronUp, FlaskConical, Lock } from 'lucide-react';
import { EvidenceDock, type EvidenceTab } from '../../dock/index.ts';
import { Inspector } from '../../inspector/index.ts';
import { usePlayback } from '../../playback/index.ts';
import { ShareButton } from '../../share/index.ts';
import { Stage } from '../../stage/index.ts';
import { Transport } from '../../transport/index.ts';
import { useWide } from '../use-wide.ts';
import { useLabState } from './LabContext.tsx';
import styles from './LabPanel.module.css';

const TABS: readonly EvidenceTab[] = ['story', 'space-time', 'table', 'charts', 'checks', 'runs'];

export interface LabPanelProps {
  /** The knobs that may be turned in inspectors; none where the lesson is not about turning. */
  readonly knobs?: readonly string[];
}

/** Below this height the evidence is folded at first. */
const ROOMY_PX = 820;

const NO_KNOBS: readonly string[] = [];

export function LabPanel({ knobs = NO_KNOBS }: LabPanelProps) {
  const title = useLabState((state) => state.title);
  const seed = useLabState((state) => state.seed);
  const lock = useLabState((state) => state.lock);
  const branches = usePlayback((state) => state.branches);
  const currentId = usePlayback((state) => state.currentId);
  const current = branches.find(({ id }) => id === currentId);
  const isOpen = lock === '';

  if (title === '') {
    return (
      <section className={styles.lab} aria-label="Lab" data-empty>
        <p className={styles.nothing}>
          <FlaskConical size={28} aria-hidden />
          The run comes here.
        </p>
      </section>
    );
  }
  return (
    <section className={styles.lab} aria-label="Lab">
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {branches.length > 1 && current !== undefined && (
          <span className={styles.branch}>{current.name}</span>
        )}
        <span className={styles.seed}>seed {seed}</span>
        {isOpen && (
          <span className={styles.share}>
            <ShareButton />
          </span>
        )}
      </header>
      <div className={styles.scene} data-locked={!isOpen || undefined}>
        <div className={styles.stage} inert={!isOpen}>
          <Stage tools={isOpen} />
        </div>
        <Inspector knobs={knobs} />
      </div>
      {isOpen ? (
        <>
          <div className={styles.bar}>
            <Transport seed={false} />
          </div>
          <Dock />
        </>
      ) : (
        // As high as what comes in its place, so that the map does not jump.
        <p className={styles.lock}>
          <Lock size={16} aria-hidden /> {lock}
        </p>
      )}
    </section>
  );
}

function Dock() {
  const isWide = useWide();
  // On a low screen the map needs the room more; nobody looks for what was never closed.
  const [isOpen, setOpen] = useState(() => window.innerHeight >= ROOMY_PX && isWide);
  return (
    <div className={styles.dock} data-open={isOpen || undefined}>
      <button
        type="button"
        className={styles.fold}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? <ChevronDown size={16} aria-hidden /> : <ChevronUp size={16} aria-hidden />}
        Evidence
      </button>
      {isOpen && <EvidenceDock tabs={TABS} />}
    </div>
  );
}
