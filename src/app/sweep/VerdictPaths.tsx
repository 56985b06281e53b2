/** The cells of a grid of runs, a path for each verdict: both grids look alike. */
import styles from './VerdictPaths.module.css';

export interface VerdictPathsProps {
  /** The outline of all cells of a verdict; '' when there is none. */
  readonly paths: Readonly<
    Record<'pending' | 'holds' | 'not proved' | 'broken' | 'stopped', string>
  >;
}

export function VerdictPaths({ paths }: VerdictPathsProps) {
  return (
    <>
      <path className={styles.pending} d={paths.pending} />
      <path className={styles.holds} d={paths.holds} />
      <path className={styles.notProved} d={paths['not proved']} />
      <path className={styles.broken} d={paths.broken} />
      <path className={styles.stopped} d={paths.stopped} />
    </>
  );
}
