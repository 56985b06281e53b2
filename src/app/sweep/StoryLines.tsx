/** A short story told: its numbered lines, and the same as a space-time picture. */
import type { ShrinkResult } from '../../explore/index.ts';
import type { TraceView } from '../../kernel/index.ts';
import { StoryDiagram } from './StoryDiagram.tsx';
import styles from './FailureStory.module.css';

export interface StoryLinesProps {
  readonly result: ShrinkResult;
  /** All records of the run that it tells; empty where a picture would show nothing. */
  readonly view: TraceView;
}

export function StoryLines({ result, view }: StoryLinesProps) {
  const { lines, records } = result.story;
  return (
    <div className={styles.told}>
      <ol className={styles.lines}>
        {lines.map((line, place) => (
          <li key={records[place]}>{line}</li>
        ))}
      </ol>
      {view.length > 0 && <StoryDiagram result={result} view={view} />}
    </div>
  );
}
