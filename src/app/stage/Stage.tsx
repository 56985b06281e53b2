/** The stage: the run on screen as a map, as phones, or as a table, with what can be done to it. */
import { lazy, Suspense, useMemo, useState } from 'react';
import type { Topology } from '../../models/index.ts';
import { useBranch } from '../playback/index.ts';
import { ErrorBoundary } from '../shell/index.ts';
import { useCovered } from './covered.ts';
import { FaultTray } from './FaultTray.tsx';
import type { PhoneGiven } from './map/flow-elements.ts';
import type { Arrangement } from './map/layout.ts';
import type { Room } from './map/places.ts';
import { NarrowStage } from './narrow/NarrowStage.tsx';
import { NodeMenu } from './NodeMenu.tsx';
import { NowLine } from './NowLine.tsx';
import { newStageStore, StageContext, useStage } from './stage-state.ts';
import { StageTable } from './StageTable.tsx';
import { useRoom } from './use-room.ts';
import { useStageCommands } from './use-stage-commands.ts';
import { ViewSwitch } from './ViewSwitch.tsx';
import styles from './Stage.module.css';

// React Flow is a third of all script: it comes when a map is first drawn.
const MapView = lazy(() => import('./map/MapView.tsx'));

/** Up to here, and upright, phones take the whole width and the map becomes a strip. */
const NARROW_SCREEN_PX = 640;
/** In less room than this no map can be read, on whatever screen. */
const NARROW_ROOM_PX = 480;

function isTooNarrow(room: Room | null): boolean {
  if (room === null || room.width >= window.innerHeight) return false;
  return room.width <= NARROW_ROOM_PX || window.innerWidth <= NARROW_SCREEN_PX;
}

/** The same for all branches of one deployment: names and kinds in their order. */
const deploymentOf = ({ nodes }: Topology): string =>
  nodes.map(({ kind, name }) => `${kind} ${name}`).join();

export interface StageProps extends PhoneGiven {
  readonly arrangement?: Arrangement;
  /** Without tools one can look, type and open, but not break anything. */
  readonly tools?: boolean;
}

export function Stage(props: StageProps) {
  const nodes = useBranch()?.nodes;
  const deployment = useMemo(() => (nodes === undefined ? '' : deploymentOf(nodes)), [nodes]);
  // Another deployment is another map: its nodes have nothing to do with those on screen.
  return <DeploymentStage key={deployment} {...props} />;
}

function DeploymentStage(props: StageProps) {
  const [store] = useState(newStageStore);
  return (
    <StageContext value={store}>
      <StageFrame {...props} />
    </StageContext>
  );
}

function StageFrame({ arrangement = 'columns', tools = true, drafts, onTick }: StageProps) {
  const branch = useBranch();
  const view = useStage((state) => state.view);
  const inHand = useStage((state) => state.inHand);
  const isCovered = useCovered();
  const [frame, room] = useRoom();
  useStageCommands(tools);
  const given = useMemo(() => ({ drafts, onTick }), [drafts, onTick]);
  const isNarrow = isTooNarrow(room);

  return (
    <section
      className={styles.stage}
      aria-label="Stage"
      data-in-hand={inHand?.id}
      data-covered={isCovered || undefined}
    >
      <div ref={frame} className={styles.frame} data-narrow={isNarrow || undefined}>
        {branch === undefined || room === null ? (
          <p className={styles.waiting}>Preparing the run …</p>
        ) : view === 'table' ? (
          <StageTable />
        ) : isNarrow ? (
          <NarrowStage {...given} />
        ) : (
          <ErrorBoundary part="The map">
            <Suspense fallback={<p className={styles.waiting}>Drawing the map …</p>}>
              <MapView branch={branch} arrangement={arrangement} room={room} {...given} />
            </Suspense>
          </ErrorBoundary>
        )}
      </div>
      {branch !== undefined && (
        <div className={styles.foot}>
          <NowLine />
          {tools && <FaultTray />}
          <ViewSwitch />
        </div>
      )}
      <NodeMenu />
    </section>
  );
}
