/** A run of the lesson: predicted first, then played up to the surprise, then judged. */
import { useEffect, useMemo, useState } from 'react';
import { useMachine } from '@xstate/react';
import { FastForward, Play, RotateCcw } from 'lucide-react';
import type { RunBlock } from '../../../lesson/index.ts';
import { usePlaybackHandle } from '../../playback/index.ts';
import { Button } from '../../theme/index.ts';
import { allBlocks, keyOf } from '../answers.ts';
import { PredictCard } from '../beats/PredictCard.tsx';
import { useLab, useLabState } from '../lab/LabContext.tsx';
import { LabSlot } from '../lab/LabSlot.tsx';
import { useLesson } from '../LessonContext.tsx';
import styles from '../beats/Cards.module.css';
import findingStyles from '../beats/Findings.module.css';
import { RunDirector } from './run-director.ts';
import { runMachine, type RunEvent, type RunPhase } from './run-machine.ts';
import { RunVerdict } from './RunVerdict.tsx';

const LOCK = 'Say first what will happen. Then it runs.';

export function RunCard({ block }: { readonly block: RunBlock }) {
  const { director, question, prediction, phase, findings, failure, isWatched, send } =
    useRun(block);
  const isOnStage = useLabState(({ key }) => key === director.key);
  const mayRun = question === undefined || prediction !== undefined;
  const isStill = phase === 'waiting' || phase === 'failed';
  // Asked here when it was not asked before; it stays until the run begins, so that nothing jumps.
  const [isAsked] = useState(
    question !== undefined &&
      (prediction === undefined || (question.confidence && prediction.confidence === undefined)),
  );
  const showsQuestion = !mayRun || (isAsked && phase === 'waiting' && !isWatched);
  const buttons = <RunButtons phase={phase} isWatched={isWatched} mayRun={mayRun} send={send} />;
  return (
    <section className={styles.card} data-kind="run" data-active={isOnStage || undefined}>
      <h3 className={styles.ask}>{director.exhibit().title}</h3>
      {showsQuestion && question !== undefined && <PredictCard block={question} />}
      {!showsQuestion && phase !== 'decided' && question !== undefined && (
        <p className={styles.said}>
          <span className={findingStyles.tag}>You say</span>{' '}
          {question.options[prediction?.option ?? -1]?.text ??
            `${prediction?.number ?? ''} ${question.number?.unit ?? ''}`}
        </p>
      )}
      {isStill && buttons}
      {phase === 'failed' && (
        <p role="alert" className={styles.trouble}>
          {failure}
        </p>
      )}
      <LabSlot cardKey={director.key} cue={isStill ? '' : phase === 'decided' ? 'verdict' : 'run'}>
        {!isStill && buttons}
        {phase === 'decided' && findings !== undefined && (
          <RunVerdict findings={findings} question={question} prediction={prediction} />
        )}
      </LabSlot>
    </section>
  );
}

/** The machine of a run, fed with what was predicted; its verdict is told to the lesson. */
function useRun(block: RunBlock) {
  const { lesson, answers, send: tell } = useLesson();
  const lab = useLab();
  const question = useMemo(
    () => allBlocks(lesson, 'predict').find(({ run }) => run === block.name),
    [lesson, block],
  );
  const prediction = question === undefined ? undefined : answers.predictions[keyOf(question)];
  const [director] = useState(() => new RunDirector(lab, lesson, block, question));
  const [state, send] = useMachine(runMachine, {
    input: { director, prediction, isOpen: question === undefined },
  });
  const phase: RunPhase = state.value;
  const { findings, failure } = state.context;
  const isOnStage = useLabState(({ key }) => key === director.key);
  const isWatched = answers.watched.includes(block.name);
  const mayRun = question === undefined || prediction !== undefined;

  useEffect(() => send({ type: 'predicted', prediction }), [prediction, send]);
  useEffect(() => {
    if (!isOnStage && phase !== 'loading' && phase !== 'reviewing') send({ type: 'leave' });
  }, [isOnStage, phase, send]);
  useFirstOnStage(director, isWatched, mayRun, send);

  useEffect(() => {
    if (phase !== 'decided' || findings === undefined) return;
    if (question !== undefined && findings.credit !== undefined) {
      const { credit } = findings;
      tell({ type: 'decide', run: block.name, prediction: keyOf(question), credit });
    } else tell({ type: 'watched', run: block.name });
  }, [phase, findings, question, block, tell]);

  return { director, question, prediction, phase, findings, failure, isWatched, send };
}

interface ButtonsProps {
  readonly phase: RunPhase;
  readonly isWatched: boolean;
  readonly mayRun: boolean;
  readonly send: (event: RunEvent) => void;
}

function RunButtons({ phase, isWatched, mayRun, send }: ButtonsProps) {
  switch (phase) {
    case 'waiting':
    case 'failed':
      return (
        <div className={styles.deeds}>
          <Button
            look="primary"
            size="large"
            Icon={Play}
            disabled={!mayRun}
            onClick={() => send({ type: 'run' })}
          >
            {phase === 'failed' ? 'Try again' : isWatched ? 'Run it again' : 'Run'}
          </Button>
          {isWatched && mayRun && (
            <Button size="large" onClick={() => send({ type: 'review' })}>
              What came of it
            </Button>
          )}
          {!mayRun && <p className={styles.note}>{LOCK}</p>}
        </div>
      );
    case 'loading':
    case 'reviewing':
    case 'choosing':
      return (
        <p role="status" className={styles.note}>
          Computing the run …
        </p>
      );
    case 'to pause':
    case 'to verdict':
      return <SkipButton isFirst={phase === 'to pause'} />;
    case 'paused':
      return (
        <div className={styles.pause}>
          <p role="status">
            <strong>It stands just before the surprise.</strong> Look around: what is still on its
            way, and who has a copy?
          </p>
          <Button look="primary" size="large" Icon={Play} onClick={() => send({ type: 'go on' })}>
            Show what happens
          </Button>
        </div>
      );
    case 'decided':
      return (
        <div className={styles.deeds}>
          <Button Icon={RotateCcw} onClick={() => send({ type: 'run' })}>
            Run it again
          </Button>
        </div>
      );
  }
}

/** The guide notices by itself that its stop has been reached. */
function SkipButton({ isFirst }: { readonly isFirst: boolean }) {
  const playback = usePlaybackHandle();
  return (
    <div className={styles.deeds}>
      <p role="status" className={styles.note}>
        {isFirst ? 'Running …' : 'Going on …'}
      </p>
      <Button
        Icon={FastForward}
        onClick={() => {
          const { pauseAt } = playback.store.getState();
          if (pauseAt !== null) playback.seekRecord(pauseAt);
        }}
      >
        Skip ahead
      </Button>
    </div>
  );
}

/** The first run that was not watched yet comes on stage with its beat, still and locked. */
function useFirstOnStage(
  director: RunDirector,
  isWatched: boolean,
  mayRun: boolean,
  send: (event: RunEvent) => void,
): void {
  const { lesson, answers } = useLesson();
  const [isFirst] = useState(() => {
    const runs = allBlocks(lesson, 'run').map(({ name }) => name);
    const first = runs.find((name) => !answers.watched.includes(name)) ?? runs[0];
    return director.key === `run:${first}`;
  });
  const [wasWatched] = useState(isWatched && mayRun);
  useEffect(() => {
    if (!isFirst) return;
    if (wasWatched) return send({ type: 'review' });
    // Another run may take the stage while this one is prepared, which is no failure.
    director.preview('Press Run, and it comes alive.').catch(() => undefined);
  }, [director, isFirst, wasWatched, send]);
}
