/** What is selected, opened: a panel beside the stage, a sheet from below on narrow screens. */
import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { useBranch, usePlayback, usePlaybackHandle, type Selection } from '../playback/index.ts';
import { ErrorBoundary } from '../shell/index.ts';
import { Dialog, IconButton } from '../theme/index.ts';
import { LinkPanel } from './LinkPanel.tsx';
import { MessagePanel } from './MessagePanel.tsx';
import { NodePanel } from './NodePanel.tsx';
import { RecordPanel } from './RecordPanel.tsx';
import { TickPanel } from './TickPanel.tsx';
import { titleOf } from './selection-title.ts';
import styles from './Inspector.module.css';

const NARROW = '(max-width: 900px)';

export interface InspectorProps {
  /** The knobs that may be turned; all of a component's when it is not given. */
  readonly knobs?: readonly string[];
}

function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(NARROW);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(NARROW).matches,
  );
}

export function Inspector({ knobs }: InspectorProps) {
  const playback = usePlaybackHandle();
  const branch = useBranch();
  const selection = usePlayback((state) => state.selection);
  const narrow = useNarrow();
  const close = () => playback.select(null);
  if (branch === undefined || selection === null) return null;

  const title = titleOf(selection, branch);
  const panel = (
    <ErrorBoundary key={JSON.stringify(selection)} part="The inspector">
      <Panel selection={selection} knobs={knobs} />
    </ErrorBoundary>
  );
  if (narrow) {
    return (
      <Dialog open onClose={close} title={title} form="sheet">
        {panel}
      </Dialog>
    );
  }
  return (
    <SidePanel title={title} onClose={close} selection={selection}>
      {panel}
    </SidePanel>
  );
}

function Panel({
  selection,
  knobs,
}: {
  selection: Selection;
  knobs: readonly string[] | undefined;
}) {
  switch (selection.kind) {
    case 'node':
      return <NodePanel node={selection.node} knobs={knobs} />;
    case 'link':
      return <LinkPanel from={selection.from} to={selection.to} />;
    case 'message':
      return <MessagePanel message={selection.message} />;
    case 'tick':
      return <TickPanel message={selection.message} phone={selection.phone} />;
    case 'record':
      return <RecordPanel record={selection.record} />;
  }
}

interface SidePanelProps {
  readonly title: string;
  readonly selection: Selection;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Takes the focus when it opens and gives it back when it closes, without being modal. */
function SidePanel({ title, selection, onClose, children }: SidePanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [opener] = useState(() => document.activeElement);
  const key = JSON.stringify(selection);

  useEffect(() => heading.current?.focus({ preventScroll: true }), [key]);
  const leave = () => {
    onClose();
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape
    <aside
      className={styles.panel}
      aria-label="Inspector"
      onKeyDown={(event) => event.key === 'Escape' && leave()}
    >
      <header className={styles.header}>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h2>
        <IconButton label="Close the inspector" Icon={X} onClick={leave} />
      </header>
      <div className={styles.content}>{children}</div>
    </aside>
  );
}
