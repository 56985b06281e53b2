/** One record of a run as a sentence, and the way to it on the stage. */
import { Eye } from 'lucide-react';
import type { Branch } from '../../playback/index.ts';
import { sentenceAt } from '../../stage/index.ts';
import { Button } from '../../theme/index.ts';
import { clockText } from '../../transport/index.ts';
import { useLab } from '../lab/LabContext.tsx';
import findingStyles from './Findings.module.css';

export interface EventButtonProps {
  readonly label: string;
  readonly branch: Branch;
  readonly record: number;
  /** Puts the run back on the stage, where another may have taken its place. */
  readonly onGo?: () => void;
}

export function EventButton({ label, branch, record, onGo }: EventButtonProps) {
  const lab = useLab();
  if (record < 0 || record >= branch.view.length) return null;
  const timeUs = branch.view.columns.timeUs[record] ?? 0;
  return (
    <div className={findingStyles.event}>
      <p>
        <span className={findingStyles.tag}>{label}</span>
        {sentenceAt(branch, record)} <span className={findingStyles.time}>{clockText(timeUs)}</span>
      </p>
      <Button Icon={Eye} onClick={onGo ?? (() => lab.goTo(branch, record))}>
        See it
      </Button>
    </div>
  );
}
