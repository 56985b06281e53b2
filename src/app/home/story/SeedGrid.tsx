/** A thousand runs as a thousand marks: a dot, a lie, a loss. A tap on a bad one opens it. */
import type { MouseEvent } from 'react';
import type { RunOutcome } from '../../../explore/index.ts';
import { markOf, type RunMark } from './run-marks.ts';
import styles from './Thousand.module.css';

const COLUMNS = 40;
const CELL = 10;

/** Shapes beside colours: a small dot, a square, a square with a cross through it. */
const SHAPES: Readonly<Record<RunMark, (x: number, y: number) => string>> = {
  waiting: (x, y) => `M${x + 4} ${y + 4}h2v2h-2z`,
  kept: (x, y) => `M${x + 3} ${y + 3}h4v4h-4z`,
  lie: (x, y) => `M${x + 1} ${y + 1}h8v8h-8z`,
  lost: (x, y) => `M${x + 1} ${y + 1}h8v8h-8z`,
};

const cross = (x: number, y: number): string => `M${x + 3} ${y + 3}l4 4m0-4l-4 4`;

export interface SeedGridProps {
  readonly outcomes: readonly (RunOutcome | undefined)[];
  readonly count: number;
  readonly label: string;
  /** The run that is told below, from 0; -1 for none. */
  readonly chosen: number;
  /** The run's place, from 0; -1 asks for the next bad one. */
  readonly onChoose: (place: number) => void;
}

export function SeedGrid({ outcomes, count, label, chosen, onChoose }: SeedGridProps) {
  const rows = Math.ceil(count / COLUMNS);
  const paths: Record<RunMark, string[]> = { waiting: [], kept: [], lie: [], lost: [] };
  const crosses: string[] = [];
  for (let place = 0; place < count; place++) {
    const [x, y] = cornerOf(place);
    const mark = markOf(outcomes[place]);
    paths[mark].push(SHAPES[mark](x, y));
    if (mark === 'lost') crosses.push(cross(x, y));
  }
  const choose = (event: MouseEvent<HTMLButtonElement>) => {
    // A press by keyboard has no place; the page's next bad run is meant.
    if (event.detail === 0) return onChoose(-1);
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * COLUMNS);
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
    const near = nearestBad(outcomes, { column, row, rows });
    if (near >= 0) onChoose(near);
  };
  const [x, y] = cornerOf(Math.max(0, chosen));
  return (
    <button type="button" className={styles.frame} aria-label={label} onClick={choose}>
      <svg className={styles.grid} viewBox={`0 0 ${COLUMNS * CELL} ${rows * CELL}`} aria-hidden>
        {(['waiting', 'kept', 'lie', 'lost'] as const).map((mark) => (
          <path key={mark} data-mark={mark} d={paths[mark].join('')} />
        ))}
        <path className={styles.cross} d={crosses.join('')} />
        {chosen >= 0 && <rect className={styles.chosen} x={x} y={y} width={CELL} height={CELL} />}
      </svg>
    </button>
  );
}

const cornerOf = (place: number): [x: number, y: number] => [
  (place % COLUMNS) * CELL,
  Math.floor(place / COLUMNS) * CELL,
];

/** A finger is wider than a square: the bad run nearest to the tap, within two squares. */
function nearestBad(
  outcomes: SeedGridProps['outcomes'],
  at: { readonly column: number; readonly row: number; readonly rows: number },
): number {
  let best = -1;
  let bestDistance = 9;
  for (let row = Math.max(0, at.row - 2); row <= Math.min(at.rows - 1, at.row + 2); row++) {
    for (let column = Math.max(0, at.column - 2); column <= at.column + 2; column++) {
      const place = row * COLUMNS + column;
      const mark = column < COLUMNS ? markOf(outcomes[place]) : 'kept';
      const distance = (row - at.row) ** 2 + (column - at.column) ** 2;
      if ((mark !== 'lie' && mark !== 'lost') || distance >= bestDistance) continue;
      [best, bestDistance] = [place, distance];
    }
  }
  return best;
}
