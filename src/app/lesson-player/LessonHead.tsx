/** The top of a lesson: its name, its seven beats as a rail, and what can be done with it as a whole. */
import { Check, RotateCcw } from 'lucide-react';
import { BEAT_NAMES, BEAT_TITLES, type BeatName } from '../../lesson/index.ts';
import { classNames, IconButton } from '../theme/index.ts';
import { beatsOf, CUT_NAMES, type Cut } from './cuts.ts';
import { useLesson } from './LessonContext.tsx';
import { FileButton } from './open/FileButton.tsx';
import styles from './LessonHead.module.css';

export interface LessonHeadProps {
  readonly cut: Cut;
  readonly beat: BeatName;
  readonly done: ReadonlySet<BeatName>;
  readonly onOpen: (beat: BeatName) => void;
  readonly onReset: () => void;
}

export function LessonHead({ cut, beat, done, onOpen, onReset }: LessonHeadProps) {
  const { lesson } = useLesson();
  const kept = beatsOf(lesson, cut);
  return (
    <header className={styles.head}>
      <div className={styles.name}>
        <span className={styles.id}>{lesson.id}</span>
        <h1 className={styles.title}>{lesson.title}</h1>
      </div>
      <nav aria-label="Beats of the lesson" className={styles.rail}>
        <ol className={styles.beats}>
          {BEAT_NAMES.map((name) => (
            <li key={name} className={styles.beat}>
              <button
                type="button"
                className={classNames(styles.step)}
                aria-current={name === beat ? 'step' : undefined}
                data-done={done.has(name) || undefined}
                data-left-out={!kept.includes(name) || undefined}
                onClick={() => onOpen(name)}
              >
                <span className={styles.mark} aria-hidden="true">
                  {done.has(name) ? <Check size={14} strokeWidth={3} /> : null}
                </span>
                <span className={styles.word}>{BEAT_TITLES[name]}</span>
                {done.has(name) && <span className="heard">, done</span>}
                {!kept.includes(name) && (
                  <span className="heard">, left out of the {CUT_NAMES[cut]}</span>
                )}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <div className={styles.deeds}>
        <FileButton look="quiet">
          <span className={styles.open}>Open file</span>
        </FileButton>
        <IconButton label="Start this lesson anew" Icon={RotateCcw} onClick={onReset} />
      </div>
    </header>
  );
}
