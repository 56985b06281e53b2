/** The transport's deeds for the command palette, with their keys. */
import { useMemo } from 'react';
import { Bookmark, CircleAlert, Dices, Pause, Play, RotateCcw, StepForward } from 'lucide-react';
import { usePlaybackHandle } from '../playback/index.ts';
import { useCommands, type Command } from '../shell/index.ts';

export function useTransportCommands(): void {
  const playback = usePlaybackHandle();
  const commands = useMemo((): readonly Command[] => {
    const command = (id: string, label: string, run: () => void) => ({
      id: `transport-${id}`,
      label,
      group: 'Playback',
      run,
    });
    return [
      { ...command('play', 'Play', () => playback.play()), shortcut: 'Space', Icon: Play },
      { ...command('pause', 'Pause', () => playback.pause()), shortcut: 'Space', Icon: Pause },
      {
        ...command('step', 'One event forward', () => playback.stepEvent(1)),
        shortcut: '→',
        Icon: StepForward,
      },
      {
        ...command('surprise', 'To the next surprise', () => playback.nextSurprise()),
        shortcut: 'N',
        keywords: 'drop refusal broken check crash',
        Icon: CircleAlert,
      },
      {
        ...command('bookmark', 'Bookmark this moment', () => playback.addBookmark()),
        shortcut: 'B',
        Icon: Bookmark,
      },
      {
        ...command('restart', 'Back to the beginning', () => void playback.restart()),
        Icon: RotateCcw,
      },
      {
        ...command('seed', 'Run again with another seed', () => {
          const { branch } = playback;
          if (branch !== undefined) void playback.restart(nextSeed(branch.input.seed));
        }),
        keywords: 'chance random',
        Icon: Dices,
      },
    ];
  }, [playback]);
  useCommands(commands);
}

/** seed/1 -> seed/2, tunnel -> tunnel/2. */
export function nextSeed(seed: string): string {
  const match = /^(.*)\/(\d+)$/.exec(seed);
  return match === null ? `${seed}/2` : `${match[1]}/${Number(match[2]) + 1}`;
}
