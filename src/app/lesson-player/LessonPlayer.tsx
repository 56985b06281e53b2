/** A lesson being played: its beats on the left, its runs on the stage beside them. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useMachine } from '@xstate/react';
import { BEAT_TITLES, type BeatName, type Lesson } from '../../lesson/index.ts';
import { PlaybackProvider, useNewPlayback } from '../playback/index.ts';
import { beatsDone } from './answers.ts';
import { beatIn, useBeatAddress } from './beat-address.ts';
import { BeatView } from './BeatView.tsx';
import { useCut } from './use-cut.ts';
import { Lab } from './lab/lab.ts';
import { LabContext } from './lab/LabContext.tsx';
import { LabPanel } from './lab/LabPanel.tsx';
import { LessonContext, type LessonOnScreen } from './LessonContext.tsx';
import { LessonFacts } from './LessonFacts.tsx';
import { LessonHead } from './LessonHead.tsx';
import { beatOf, lessonMachine } from './lesson-machine.ts';
import { useProgress } from './progress/use-progress.ts';
import { useWide } from './use-wide.ts';
import styles from './LessonPlayer.module.css';

export interface LessonPlayerProps {
  readonly lesson: Lesson;
  /** Under which progress is kept; null keeps none: a file of one's own changes under one's hands. */
  readonly storageId: string | null;
}

/** The beats that have runs on a stage of their own. */
const WITH_LAB: ReadonlySet<string> = new Set(['run', 'explain', 'investigate', 'fix']);

export function LessonPlayer({ lesson, storageId }: LessonPlayerProps) {
  const playback = useNewPlayback();
  const [lab] = useState(() => new Lab(playback));
  const [progress, keep] = useProgress(lesson, storageId);
  const [begin] = useState(() => beatIn(window.location.search, lesson.id) ?? 'hook');
  const [state, send] = useMachine(lessonMachine, {
    input: { answers: progress.answers, beat: begin },
  });
  const { answers, round } = state.context;
  const beat = beatOf(state);
  const isWide = useWide();
  const [cut, chooseCut] = useCut();

  const open = useCallback((name: BeatName) => send({ type: 'open', beat: name }), [send]);
  useBeatAddress({ lessonId: lesson.id, beat, open });
  useEffect(() => keep(answers), [answers, keep]);
  useEffect(() => () => playback.pause(), [beat, playback]);

  const value = useMemo<LessonOnScreen>(
    () => ({ lesson, answers, progress, send, cut, chooseCut }),
    [lesson, answers, progress, send, cut, chooseCut],
  );
  const done = useMemo(() => beatsDone(lesson, answers), [lesson, answers]);
  const current = lesson.beats.find(({ name }) => name === beat)!;
  const hasLab = WITH_LAB.has(beat);

  return (
    <LessonContext value={value}>
      <PlaybackProvider playback={playback}>
        <LabContext value={lab}>
          <div className={styles.player} data-lab={hasLab || undefined}>
            <LessonHead
              cut={cut}
              beat={beat}
              done={done}
              onOpen={open}
              onReset={() => send({ type: 'reset' })}
            />
            <div className={styles.body}>
              <div className={styles.reading} key={`${beat}/${round}`}>
                <BeatView beat={current} isDone={done.has(beat)} />
              </div>
              {hasLab && isWide && <LabPanel />}
              {beat === 'hook' && <LessonFacts />}
            </div>
            <p className="heard" role="status">
              {BEAT_TITLES[beat]}
            </p>
          </div>
        </LabContext>
      </PlaybackProvider>
    </LessonContext>
  );
}
