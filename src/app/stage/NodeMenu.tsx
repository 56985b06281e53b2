/** The menu of one node: every fault that fits it, by pointer, touch or keyboard. */
import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { Search } from 'lucide-react';
import { useBranch, usePlaybackHandle, useProjection } from '../playback/index.ts';
import { placeBeside, type Box } from '../theme/index.ts';
import { faultLabel, faultsFor, strike } from './faults.ts';
import { nodeFaces } from './projections/node-faces.ts';
import { useStage, useStageStore } from './stage-state.ts';
import { nodeTitle } from './words.ts';
import styles from './NodeMenu.module.css';

export function NodeMenu() {
  const menu = useStage((state) => state.menu);
  return menu === null ? null : <OpenMenu key={menu.node} node={menu.node} beside={menu.beside} />;
}

/** Shows the menu beside its target, gives it the focus, and gives the focus back in the end. */
function useShownBeside(beside: Box): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const before = document.activeElement;
    element.showPopover?.();
    placeBeside(element, beside, 'below');
    element.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [beside]);
  return list;
}

function moveInMenu(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  if (event.key === 'Escape' || event.key === 'Tab') return close();
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + step + items.length) % items.length]?.focus();
}

function OpenMenu({ node, beside }: { node: number; beside: Box }) {
  const playback = usePlaybackHandle();
  const stage = useStageStore();
  const faces = useProjection(nodeFaces);
  const branch = useBranch()!;
  const spec = branch.nodes.nodes[node]!;
  const list = useShownBeside(beside);
  const close = () => stage.setState({ menu: null });

  return (
    <div
      ref={list}
      popover="auto"
      role="menu"
      tabIndex={-1}
      aria-label={nodeTitle(spec)}
      className={styles.menu}
      onKeyDown={(event) => moveInMenu(event, close)}
      onToggle={(event) => event.newState === 'closed' && close()}
    >
      <button
        type="button"
        role="menuitem"
        className={styles.item}
        onClick={() => {
          close();
          playback.select({ kind: 'node', node });
        }}
      >
        <Search size={16} /> Look inside
      </button>
      {faultsFor(spec).map((fault) => (
        <button
          key={fault.id}
          type="button"
          role="menuitem"
          className={styles.item}
          title={fault.about}
          onClick={() => {
            close();
            void playback.edit(strike(fault, faces, node, spec.name));
          }}
        >
          <fault.Icon size={16} /> {faultLabel(fault, faces, node)}
        </button>
      ))}
    </div>
  );
}
