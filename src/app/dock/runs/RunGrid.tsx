/** A thousand runs at a glance: a cell for each, by shape and colour; a press opens one. */
import { memo, useMemo, useState, type MouseEvent } from 'react';
import { digitsInGroups } from '../../../kernel/index.ts';
import { sweepTally, type SweepState } from '../../engine/index.ts';
import { useSize } from '../use-size.ts';
import {
  cellPaths,
  layoutOf,
  runAt,
  stretchesOf,
  type GridLayout,
  type Stretch,
} from './grid-layout.ts';
import { VerdictPaths } from '../../sweep/VerdictPaths.tsx';
import styles from './RunGrid.module.css';

export interface RunGridProps {
  readonly state: SweepState;
  /** The run whose story is told, from 1. */
  readonly chosen?: number | undefined;
  readonly onChoose?: (nth: number) => void;
}

export function RunGrid({ state, chosen, onChoose }: RunGridProps) {
  const [frame, size] = useSize<HTMLDivElement>();
  const [hovered, setHovered] = useState<number | undefined>();
  const { outcomes } = state;
  const count = outcomes.length;
  const width = size?.width ?? 0;
  const layout = useMemo(() => layoutOf(count, width), [count, width]);
  const nthAt = (event: MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return runAt(layout, count, event.clientX - box.left, event.clientY - box.top);
  };
  const nth = hovered ?? chosen;

  return (
    <div ref={frame} className={styles.grid}>
      {width > 0 && (
        <>
          {/* The same runs can be opened from the list of broken runs, by keyboard. */}
          {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- see above */}
          <svg
            role="img"
            aria-label={gridText(state)}
            width={layout.columns * layout.pitchPx}
            height={layout.rows * layout.pitchPx}
            className={styles.cells}
            onMouseMove={(event) => setHovered(nthAt(event))}
            onMouseLeave={() => setHovered(undefined)}
            onClick={(event) => {
              const at = nthAt(event);
              if (at !== undefined && outcomes[at - 1]?.verdict === 'broken') onChoose?.(at);
            }}
          >
            {stretchesOf(state).map(({ from, to, done }) => (
              <Cells
                key={from}
                layout={layout}
                outcomes={outcomes}
                from={from}
                to={to}
                done={done}
              />
            ))}
            {nth !== undefined && (
              <rect
                className={styles.frame}
                x={((nth - 1) % layout.columns) * layout.pitchPx}
                y={Math.floor((nth - 1) / layout.columns) * layout.pitchPx}
                width={layout.pitchPx}
                height={layout.pitchPx}
              />
            )}
          </svg>
        </>
      )}
      <p className={styles.reading}>{readingOf(state, nth)}</p>
    </div>
  );
}

interface CellsProps extends Stretch {
  readonly layout: GridLayout;
  readonly outcomes: SweepState['outcomes'];
}

/** Drawn anew only when more of its runs have finished. */
const Cells = memo(function Cells({ layout, outcomes, from, to, done }: CellsProps) {
  const paths = cellPaths(layout, { outcomes }, { from, to, done });
  return <VerdictPaths paths={paths} />;
});

function gridText(state: SweepState): string {
  const { holds, broken, notProved } = sweepTally(state);
  const { done, outcomes } = state;
  return (
    `${digitsInGroups(done)} of ${digitsInGroups(outcomes.length)} runs: ` +
    `${digitsInGroups(broken)} broken, ${digitsInGroups(holds)} hold, ${digitsInGroups(notProved)} not proved`
  );
}

function readingOf({ outcomes }: SweepState, nth: number | undefined): string {
  if (nth === undefined) return 'Point at a square to read it; press a red one for its story.';
  const outcome = outcomes[nth - 1];
  if (outcome === undefined) return `Run ${nth}: not made yet.`;
  if (outcome.broken !== undefined) {
    return `Run ${nth}: ${outcome.broken.id} is broken. ${outcome.broken.because}`;
  }
  if (outcome.verdict === 'stopped') return `Run ${nth}: ${outcome.stopSentence}`;
  const struck =
    outcome.struck.length === 0 ? 'no fault struck' : `met ${outcome.struck.join(', ')}`;
  return `Run ${nth}: ${outcome.verdict}; ${struck}.`;
}
