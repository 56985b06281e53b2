/** The nine promises at a glance: which hold on every run, which are broken, which were never tested. */
import { CircleCheck, CircleDashed, CircleX, Hourglass } from 'lucide-react';
import { CHECK_NAMES, type CheckName } from '../../scenarios/index.ts';
import { CHECK_CLAIMS } from '../dock/index.ts';
import { sweepTally, type SweepState } from '../engine/index.ts';
import styles from './Promises.module.css';

type Standing = 'holds' | 'broken' | 'not proved' | 'waiting';

const FACES = {
  holds: { Icon: CircleCheck, word: 'holds' },
  broken: { Icon: CircleX, word: 'broken' },
  'not proved': { Icon: CircleDashed, word: 'not proved' },
  waiting: { Icon: Hourglass, word: 'under way' },
} as const;

interface Row {
  readonly check: CheckName;
  readonly standing: Standing;
  readonly holds: number;
  readonly broken: number;
}

/** A promise holds only when every run is made, none broke it, and some put it to the test. */
export function standingsOf(state: SweepState): readonly Row[] {
  const { byCheck } = sweepTally(state);
  const isWhole = state.status === 'finished';
  return CHECK_NAMES.flatMap((check): Row[] => {
    const counts = byCheck[check];
    if (counts === undefined) return [];
    const { holds, broken } = counts;
    const calm: Standing = !isWhole ? 'waiting' : holds > 0 ? 'holds' : 'not proved';
    return [{ check, holds, broken, standing: broken > 0 ? 'broken' : calm }];
  });
}

export function Promises({ state }: { readonly state: SweepState }) {
  const rows = standingsOf(state);
  const kept = rows.filter(({ standing }) => standing === 'holds').length;
  const isPassed = state.status === 'finished' && kept === rows.length;
  return (
    <div className={styles.promises}>
      <p className={styles.summary} data-passed={isPassed || undefined}>
        {isPassed
          ? `All ${rows.length} promises hold on ${state.done} seeds. That is no proof, and more than most answers have.`
          : `${kept} of ${rows.length} promises hold on every seed${state.status === 'finished' ? '' : ' so far'}.`}
      </p>
      <ul className={styles.list} aria-label="Promises">
        {rows.map(({ check, standing, holds, broken }) => {
          const { Icon, word } = FACES[standing];
          return (
            <li key={check} data-standing={standing} title={CHECK_CLAIMS[check]}>
              <Icon size={18} aria-hidden />
              <span>
                <strong>{check}</strong>
                <span className={styles.word}>
                  {standing === 'broken'
                    ? `broken in ${broken}`
                    : standing === 'holds'
                      ? `holds in ${holds}${holds < state.done ? `, untested in ${state.done - holds}` : ''}`
                      : word}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
