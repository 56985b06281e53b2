/** What is wrong with a lesson file: line, column and cure of each problem. */
import type { Problem } from '../../../lesson/index.ts';
import styles from './Open.module.css';

export interface ProblemListProps {
  readonly fileName: string;
  readonly problems: readonly Problem[];
}

export function ProblemList({ fileName, problems }: ProblemListProps) {
  const count = problems.length === 1 ? 'One thing is' : `${problems.length} things are`;
  return (
    <div className={styles.problems}>
      <p role="status">
        {count} in the way. Nothing of what you did is lost; mend the file and open it again.
      </p>
      {/* It scrolls, so the keyboard must be able to reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls sideways, by keyboard too */}
      <div className={styles.list} tabIndex={0} role="group" aria-label="Problems">
        <ol>
          {problems.map(({ line, column, message }) => (
            <li key={`${line}:${column} ${message}`}>
              <span className={styles.place}>
                {fileName}:{line}:{column}
              </span>
              {message}
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}
