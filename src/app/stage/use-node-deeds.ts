/** What a person can do with a node wherever it is drawn: open it, strike it, ask for its menu. */
import type { KeyboardEvent, MouseEvent } from 'react';
import { usePlaybackHandle } from '../playback/index.ts';
import { strike } from './faults.ts';
import { nodeFaces } from './projections/node-faces.ts';
import { useStageStore } from './stage-state.ts';

export interface NodeDeeds {
  readonly onClick: () => void;
  readonly onContextMenu: (event: MouseEvent<HTMLElement>) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly openMenu: (target: HTMLElement) => void;
}

export function useNodeDeeds(node: number): NodeDeeds {
  const playback = usePlaybackHandle();
  const stage = useStageStore();
  const openMenu = (target: HTMLElement) =>
    stage.setState({ menu: { node, beside: target.getBoundingClientRect() } });
  return {
    openMenu,
    onClick: () => {
      const { inHand } = stage.getState();
      const spec = playback.branch?.nodes.nodes[node];
      if (inHand === null || spec === undefined || !inHand.fits(spec)) {
        playback.select({ kind: 'node', node });
        return;
      }
      stage.setState({ inHand: null });
      void playback.edit(strike(inHand, playback.read(nodeFaces), node, spec.name));
    },
    onContextMenu: (event) => {
      event.preventDefault();
      openMenu(event.currentTarget);
    },
    onKeyDown: (event) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (event.key !== 'ContextMenu' && !(plain && event.key.toLowerCase() === 'f')) return;
      event.preventDefault();
      openMenu(event.currentTarget);
    },
  };
}
