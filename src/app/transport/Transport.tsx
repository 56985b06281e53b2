/** The bar that moves through a run: play, step, seek, speed, seed, branches. Compact on phones. */
import { useEffect, useMemo } from 'react';
import {
  Bookmark,
  CircleAlert,
  LocateFixed,
  Pause,
  Play,
  RotateCcw,
  StepBack,
  StepForward,
} from 'lucide-react';
import {
  SPEEDS,
  useBranch,
  usePlayback,
  usePlaybackHandle,
  type Playback,
  type Selection,
} from '../playback/index.ts';
import { NoReturn } from '../no-return/NoReturn.tsx';
import { notify } from '../shell/index.ts';
import { IconButton } from '../theme/index.ts';
import { BranchButton } from './BranchButton.tsx';
import { Clock } from './Clock.tsx';
import { MoreButton } from './MoreButton.tsx';
import { Scrubber } from './Scrubber.tsx';
import { SeedField } from './SeedField.tsx';
import { useShortcuts, type Shortcuts } from './shortcuts.ts';
import { SpeedSelect } from './SpeedSelect.tsx';
import { useTransportCommands } from './use-transport-commands.ts';
import styles from './Transport.module.css';

export interface TransportProps {
  /** Without it the bar hears only its own buttons: for pages with several runs. */
  readonly shortcuts?: boolean;
  /** Lessons give their own seed. */
  readonly seed?: boolean;
}

const NO_SHORTCUTS: Shortcuts = {};

export function Transport({ shortcuts = true, seed = true }: TransportProps) {
  const playback = usePlaybackHandle();
  const keys = useMemo(() => shortcutsFor(playback), [playback]);
  useShortcuts(shortcuts ? keys : NO_SHORTCUTS);
  useTransportCommands();
  useFailureNotices();
  const isLoaded = useBranch() !== undefined;

  return (
    <section
      className={styles.transport}
      aria-label="Playback"
      data-waiting={!isLoaded || undefined}
    >
      <Scrubber />
      <NoReturn />
      <div className={styles.row}>
        <StepButtons />
        <Clock />
        <div className={styles.rest}>
          <SpeedSelect />
          {seed && <SeedField />}
          <IconButton
            label="Bookmark this moment"
            shortcut="B"
            Icon={Bookmark}
            onClick={() => playback.addBookmark()}
          />
          <BranchButton />
        </div>
        <div className={styles.compact}>
          <MoreButton seed={seed} />
        </div>
      </div>
      <StopNote />
    </section>
  );
}

function StepButtons() {
  const playback = usePlaybackHandle();
  return (
    <div className={styles.main}>
      <IconButton
        label="Back to the beginning"
        Icon={RotateCcw}
        className={styles.wide}
        onClick={() => void playback.restart()}
      />
      <IconButton
        label="One event back"
        shortcut="←"
        Icon={StepBack}
        onClick={() => playback.stepEvent(-1)}
      />
      <PlayButton />
      <IconButton
        label="One event forward"
        shortcut="→"
        Icon={StepForward}
        onClick={() => playback.stepEvent(1)}
      />
      <IconButton
        label="To the next surprise"
        shortcut="N"
        Icon={CircleAlert}
        onClick={() => playback.nextSurprise()}
      />
      <SelectionStep />
    </div>
  );
}

function PlayButton() {
  const playback = usePlaybackHandle();
  const playing = usePlayback((state) => state.playing);
  const isAtEnd = usePlayback(({ branches, currentId, playhead }) => {
    const branch = branches.find(({ id }) => id === currentId);
    return branch !== undefined && branch.state !== 'running' && playhead.timeUs >= branch.reachUs;
  });
  const label = playing ? 'Pause' : isAtEnd ? 'Play again from the beginning' : 'Play';
  return (
    <IconButton
      label={label}
      shortcut="Space"
      Icon={playing ? Pause : Play}
      look="primary"
      size="large"
      className={styles.play}
      onClick={() => playOrPause(playback)}
    />
  );
}

/** To the next event of what is selected: a message, a node, or the message of a tick. */
function SelectionStep() {
  const playback = usePlaybackHandle();
  const selection = usePlayback((state) => state.selection);
  const nodes = useBranch()?.nodes;
  const name =
    selection?.kind === 'node' ? (nodes?.nodes[selection.node]?.name ?? '') : messageOf(selection);
  return (
    <IconButton
      label={name === '' ? 'Select a message or a node to follow it' : `Next event of ${name}`}
      shortcut="M"
      Icon={LocateFixed}
      disabled={name === ''}
      className={styles.wide}
      onClick={() => stepSelection(playback)}
    />
  );
}

const messageOf = (selection: Selection | null): string =>
  selection?.kind === 'message' || selection?.kind === 'tick' ? selection.message : '';

function stepSelection(playback: Playback): void {
  const { selection } = playback.store.getState();
  if (selection?.kind === 'node') playback.stepNode(selection.node);
  else if (messageOf(selection) !== '') playback.stepMessage(messageOf(selection));
}

function playOrPause(playback: Playback): void {
  const { playing, playhead } = playback.store.getState();
  if (playing) return playback.pause();
  const { branch } = playback;
  const isAtEnd =
    branch !== undefined && branch.state !== 'running' && playhead.timeUs >= branch.reachUs;
  if (isAtEnd) playback.seekRecord(0);
  playback.play();
}

function changeSpeed(playback: Playback, by: 1 | -1): void {
  const { speed } = playback.store.getState();
  const next =
    by > 0 ? SPEEDS.find((each) => each > speed) : SPEEDS.findLast((each) => each < speed);
  if (next !== undefined) playback.setSpeed(next);
}

const shortcutsFor = (playback: Playback): Shortcuts => ({
  ' ': () => playOrPause(playback),
  ArrowRight: () => playback.stepEvent(1),
  ArrowLeft: () => playback.stepEvent(-1),
  n: () => playback.nextSurprise(),
  m: () => stepSelection(playback),
  b: () => playback.addBookmark(),
  ']': () => changeSpeed(playback, 1),
  '[': () => changeSpeed(playback, -1),
});

/** Why the run on screen ends early, as long as it is on screen. */
function StopNote() {
  const branch = useBranch();
  if (branch === undefined || branch.stopSentence === '') return null;
  return (
    <p className={styles.stop} role="status">
      <CircleAlert size={16} aria-hidden /> {branch.stopSentence}
    </p>
  );
}

/** A branch that could not be made never comes on screen: somebody has to say so. */
function useFailureNotices(): void {
  const playback = usePlaybackHandle();
  useEffect(
    () =>
      playback.store.subscribe(({ branches, currentId }, before) => {
        if (branches === before.branches) return;
        for (const { id, name, state, stopSentence } of branches) {
          const wasFailed = before.branches.find((each) => each.id === id)?.state === 'failed';
          if (state !== 'failed' || wasFailed || id === currentId) continue;
          notify({ tone: 'bad', text: `“${name}” could not be run: ${stopSentence}` });
        }
      }),
    [playback],
  );
}
