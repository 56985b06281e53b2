/** Every invariant that the run is judged by: holds, not proved, or broken, with its evidence. */
import { CircleCheck, CircleDashed, CircleX, Hourglass, type LucideIcon } from 'lucide-react';
import type { CheckVerdict } from '../../../checks/index.ts';
import { CHECK_NAMES, type CheckName } from '../../../scenarios/index.ts';
import { clockText } from '../../transport/clock-text.ts';
import { usePlaybackHandle, type Branch } from '../../playback/index.ts';
import { Button } from '../../theme/index.ts';
import { useTold } from '../use-seen.ts';
import { CHECK_CLAIMS } from './check-claims.ts';
import styles from './ChecksPanel.module.css';

type Shown = CheckVerdict['verdict'] | 'open';

const FACES: Readonly<Record<Shown, { readonly word: string; readonly Icon: LucideIcon }>> = {
  holds: { word: 'holds', Icon: CircleCheck },
  'not proved': { word: 'not proved', Icon: CircleDashed },
  broken: { word: 'broken', Icon: CircleX },
  open: { word: 'not decided yet', Icon: Hourglass },
};

export function ChecksPanel({ branch }: { branch: Branch }) {
  const told = useTold();
  const names = CHECK_NAMES.filter((name) => branch.input.scenario.checks.includes(name));
  if (names.length === 0) {
    return <p className={styles.empty}>This scenario is not judged by any check.</p>;
  }
  return (
    <ul className={styles.checks} aria-label="Checks">
      {names.map((name) => (
        <CheckItem key={name} name={name} branch={branch} told={told} />
      ))}
    </ul>
  );
}

/** What may be said of a check when only so many records are told. */
export function toldVerdict(branch: Branch, name: CheckName, told: number): CheckVerdict | null {
  const verdict = branch.verdicts.find(({ id }) => id === name);
  if (verdict === undefined) return null;
  if (verdict.verdict === 'broken') return verdict.record < told ? verdict : null;
  return told >= branch.view.length ? verdict : null;
}

function CheckItem(props: { name: CheckName; branch: Branch; told: number }) {
  const { name, branch, told } = props;
  const playback = usePlaybackHandle();
  const verdict = toldVerdict(branch, name, told);
  const shown: Shown = verdict?.verdict ?? 'open';
  const { word, Icon } = FACES[shown];
  return (
    <li className={styles.check} data-verdict={shown}>
      <Icon className={styles.icon} size={20} aria-hidden />
      <div className={styles.words}>
        <p className={styles.heading}>
          <strong>{name}</strong> <span className={styles.verdict}>{word}</span>
        </p>
        <p className={styles.claim}>{CHECK_CLAIMS[name]}</p>
        {verdict !== null && verdict.verdict !== 'holds' && (
          <p className={styles.because}>{verdict.because}</p>
        )}
      </div>
      {verdict?.verdict === 'broken' && (
        <Button
          onClick={() => {
            playback.pause();
            playback.seekRecord(verdict.record + 1);
            playback.select({ kind: 'record', record: verdict.record });
          }}
        >
          Go to {clockText(branch.view.columns.timeUs[verdict.record] ?? 0)}
        </Button>
      )}
    </li>
  );
}
