/** Every fault for every node, and the two views, for the command palette. */
import { useMemo } from 'react';
import { useBranch, usePlaybackHandle } from '../playback/index.ts';
import { useCommands, type Command } from '../shell/index.ts';
import { KIND_FACES } from '../theme/index.ts';
import { faultsFor } from './faults.ts';
import { useStageStore } from './stage-state.ts';
import { nodeTitle } from './words.ts';

/** More nodes than this would bury all other commands; the crowd is struck on the map. */
const NODES_MAX = 24;

export function useStageCommands(tools: boolean): void {
  const playback = usePlaybackHandle();
  const stage = useStageStore();
  const topology = useBranch()?.nodes;
  const commands = useMemo((): readonly Command[] => {
    const nodes = topology?.nodes.slice(0, NODES_MAX) ?? [];
    const views = (['map', 'table'] as const).map((view) => ({
      id: `view-${view}`,
      label: `Show the stage as a ${view}`,
      group: 'Stage',
      run: () => stage.setState({ view }),
    }));
    const looks = nodes.map((spec, node) => ({
      id: `look-${spec.name}`,
      label: `Look inside ${nodeTitle(spec)}`,
      group: 'Stage',
      keywords: KIND_FACES[spec.kind].label,
      Icon: KIND_FACES[spec.kind].Icon,
      run: () => playback.select({ kind: 'node', node }),
    }));
    const faults = nodes.flatMap((spec) =>
      faultsFor(spec).flatMap((fault) =>
        [true, false].map((on) => ({
          id: `${fault.id}-${spec.name}-${on ? 'on' : 'off'}`,
          label: `${on ? fault.label : fault.undo} ${nodeTitle(spec)}`,
          group: on ? 'Break something' : 'Mend something',
          Icon: fault.Icon,
          run: () => void playback.edit(fault.action(spec.name, on)),
        })),
      ),
    );
    const inOrder = [...faults].sort((a, b) =>
      a.group < b.group ? -1 : a.group > b.group ? 1 : 0,
    );
    return [...views, ...looks, ...(tools ? inOrder : [])];
  }, [playback, stage, topology, tools]);
  useCommands(commands);
}
