/** Beat 8: each rule under the same thousand seeds, computed now, and what that does and does not prove. */
import { digitsInGroups } from '../../../kernel/index.ts';
import { claimOf } from '../../../explore/index.ts';
import { sweepTally, type SweepState } from '../../engine/index.ts';
import { Button } from '../../theme/index.ts';
import type { TickEvidence } from './home-run.ts';
import { broke, countMarks, markOf } from './run-marks.ts';
import { SeedGrid } from './SeedGrid.tsx';
import styles from './Thousand.module.css';

export const RUNS = 1000;

export interface Pick {
  readonly evidence: TickEvidence;
  /** From 0. */
  readonly place: number;
}

export interface ThousandProps {
  readonly evidence: TickEvidence;
  readonly state: SweepState;
  readonly pick: Pick | null;
  readonly onPick: (pick: Pick) => void;
}

/** One rule's thousand: the grid, the two counts, and the honest sentence. */
export function Thousand({ evidence, state, pick, onPick }: ThousandProps) {
  const { outcomes } = state;
  const { done, lies, losses } = countMarks(outcomes);
  const chosen = pick?.evidence === evidence ? pick.place : -1;
  const next = nextBad(outcomes, chosen);
  const label = `${digitsInGroups(done)} runs: ${lies} with a false tick, ${losses} with a lost message. Open a red one`;
  return (
    <div className={styles.thousand}>
      <SeedGrid
        outcomes={outcomes}
        count={RUNS}
        label={label}
        chosen={chosen}
        onChoose={(place) => {
          const chosenPlace = place < 0 ? next : place;
          if (chosenPlace >= 0) onPick({ evidence, place: chosenPlace });
        }}
      />
      <dl className={styles.counts}>
        <div data-mark="lie" data-none={lies === 0 || undefined}>
          <dt>runs with a false tick</dt>
          <dd>{digitsInGroups(lies)}</dd>
        </div>
        <div data-mark="lost" data-none={losses === 0 || undefined}>
          <dt>runs with a message gone</dt>
          <dd>{digitsInGroups(losses)}</dd>
        </div>
      </dl>
      {state.status === 'finished' && <p className={styles.claim}>{honestClaim(state)}</p>}
      {next >= 0 && state.status !== 'running' && (
        <Button onClick={() => onPick({ evidence, place: next })}>
          {chosen < 0 ? 'Open a red run' : 'The next red run'}
        </Button>
      )}
    </div>
  );
}

/** One honest sentence about ticks; it never says "correct". */
const honestClaim = (state: SweepState): string =>
  claimOf(sweepTally(state), 'honest-ticks').replace('No failure', 'No false tick');

/** After `from`, the next run with a lost message, else with a lie; -1 when there is none. */
function nextBad(outcomes: SweepState['outcomes'], from: number): number {
  const isLost = (place: number) => markOf(outcomes[place]) === 'lost';
  const places = outcomes.map((_, place) => place);
  const later = [...places.slice(from + 1), ...places.slice(0, from + 1)];
  return (
    later.find(isLost) ??
    later.find((place) => {
      const outcome = outcomes[place];
      return outcome !== undefined && broke(outcome, 'honest-ticks');
    }) ??
    -1
  );
}
