/**
 * Under the line of time of a broken run: how likely the bad end was at each moment, had luck been
 * drawn anew from there. A click goes to the moment; the jump is where it became inevitable.
 */
import { useMemo } from 'react';
import { Square, TrendingUp, X } from 'lucide-react';
import type { NoReturn as NoReturnFound } from '../../explore/index.ts';
import { applyEdits, type CheckName } from '../../scenarios/index.ts';
import { useSearch } from '../engine/index.ts';
import { useBranch, usePlayback, usePlaybackHandle, type Branch } from '../playback/index.ts';
import { Button, IconButton } from '../theme/index.ts';
import { useToldMarks } from '../transport/use-marks.ts';
import { Curve, type Known } from './Curve.tsx';
import { estimateOf, percent } from './curve.ts';
import styles from './NoReturn.module.css';

/** Hundreds of runs are made: of a crowd that would take minutes. */
const RECORDS_MAX = 80_000;

export function NoReturn() {
  const branch = useBranch();
  const isTold = useToldMarks().broken.length > 0;
  const isQuiet = usePlayback((state) => state.reveal === 'seen');
  if (branch === undefined || branch.state !== 'finished' || !isTold || isQuiet) return null;
  if (branch.view.length > RECORDS_MAX) return null;
  const check = branch.verdicts.find(({ verdict }) => verdict === 'broken')?.id;
  if (check === undefined) return null;
  // Another future has another curve.
  return <Strip key={`${branch.id} ${branch.digest}`} branch={branch} check={check} />;
}

function Strip({ branch, check }: { readonly branch: Branch; readonly check: CheckName }) {
  const { search, start, clear } = useSearch('noReturn');
  const begin = () => {
    const { scenario, design, seed, plan, edits } = branch.input;
    start({ scenario, design, seed, plan: applyEdits(plan, edits), check });
  };
  if (search.state === 'idle') {
    return (
      <div className={styles.ask}>
        <Button look="quiet" Icon={TrendingUp} onClick={begin}>
          When did “{check}” become inevitable?
        </Button>
      </div>
    );
  }
  const known: Known =
    search.state === 'done'
      ? { chances: search.result?.chances ?? [], jump: search.result?.jump }
      : { chances: (search.state === 'working' && search.progress?.chances) || [] };
  return (
    <section className={styles.strip} aria-label="The point of no return">
      <Curve branch={branch} known={known} />
      <div className={styles.below}>
        <p role="status" className={styles.words}>
          {search.state === 'working' &&
            `Drawing luck anew from many moments … ${search.progress?.runs ?? 0} runs.`}
          {search.state === 'failed' && search.sentence}
          {search.state === 'done' && wordsOf(search.result, check)}
        </p>
        {search.state === 'done' && search.result?.jump !== undefined && (
          <JumpButton found={search.result} />
        )}
        <IconButton
          label={search.state === 'working' ? 'Cancel' : 'Close the curve'}
          Icon={search.state === 'working' ? Square : X}
          onClick={clear}
        />
      </div>
    </section>
  );
}

function JumpButton({ found }: { readonly found: NoReturnFound }) {
  const playback = usePlaybackHandle();
  const record = useMemo(() => found.jump?.record ?? 0, [found]);
  return (
    <Button
      look="primary"
      onClick={() => {
        playback.pause();
        playback.seekRecord(record);
        playback.select({ kind: 'record', record });
      }}
    >
      Go to the moment
    </Button>
  );
}

function wordsOf(found: NoReturnFound | null, check: CheckName): string {
  if (found === null) {
    return `Made again from its plan alone, this run does not break ${check}: a moment cannot be named.`;
  }
  const { jump, chances, runs } = found;
  if (jump === undefined) {
    const share = chances[0] === undefined ? 0 : estimateOf(chances[0]).share;
    return `The chance never rises: it is ${percent(share)} from the start, whatever the luck. The plan brings it about. (${runs} runs)`;
  }
  const [before, after] = [estimateOf(jump.before).share, estimateOf(jump.after).share];
  const seconds = (jump.after.timeUs / 1e6).toFixed(3);
  return `At ${seconds} s the chance jumps from ${percent(before)} to ${percent(after)}. (${runs} runs)`;
}
