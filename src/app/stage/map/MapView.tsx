/** The map in React Flow: nodes at their computed places, links between them, tokens above. */
import { useCallback, useMemo, useRef, type KeyboardEvent } from 'react';
import { ReactFlow, ReactFlowProvider, useReactFlow, type Edge, type Node } from 'reactflow';
import { usePlaybackHandle, type Branch } from '../../playback/index.ts';
import { fitted, ZOOM_MAX, ZOOM_MIN } from './fitted.ts';
import { useShownMap } from './use-shown-map.ts';
import { castOf } from './cast.ts';
import { flowEdges, flowNodes, type PhoneGiven } from './flow-elements.ts';
import { LinkEdge } from './LinkEdge.tsx';
import { LinkHandles } from './LinkHandles.tsx';
import { layoutMap, type Arrangement } from './layout.ts';
import { MapControls } from './MapControls.tsx';
import { nodeFromKey } from './node-from-key.ts';
import { CardFlowNode, CrowdFlowNode, PhoneFlowNode, RegionFlowNode } from './FlowNodes.tsx';
import type { Room } from './places.ts';
import { Tears } from './Tears.tsx';
import { Ways, type Marks } from './token-marks.ts';
import { TokenOverlay } from './TokenOverlay.tsx';
import './reactflow.css';
import styles from './MapView.module.css';

const NODE_TYPES = {
  card: CardFlowNode,
  phone: PhoneFlowNode,
  crowd: CrowdFlowNode,
  region: RegionFlowNode,
};
const EDGE_TYPES = { link: LinkEdge };
/** How near to a token a click has to be, in pixels of the screen. */
const REACH_PX = 16;

export type MapViewProps = PhoneGiven & {
  readonly branch: Branch;
  readonly arrangement: Arrangement;
  readonly room: Room;
};

export default function MapView(props: MapViewProps) {
  return (
    <ReactFlowProvider>
      <Map {...props} />
    </ReactFlowProvider>
  );
}

function useLayout({ branch, arrangement, room }: MapViewProps) {
  const { nodes, input } = branch;
  const { width, height } = room;
  return useMemo(() => {
    const cast = castOf(nodes, input.scenario);
    const layout = layoutMap(nodes, cast, arrangement, { width, height });
    return { cast, layout, ways: new Ways(layout.links, nodes, cast) };
  }, [nodes, input.scenario, arrangement, width, height]);
}

function Map(props: MapViewProps) {
  const { branch, room, drafts, onTick } = props;
  const playback = usePlaybackHandle();
  const flow = useReactFlow();
  const { cast, layout, ways } = useLayout(props);
  const drawn = useRef<Marks | null>(null);
  const keepDrawn = useCallback((marks: Marks) => void (drawn.current = marks), []);
  const fit = useMemo(() => fitted(layout, room), [layout, room]);
  const nodes = useMemo<Node[]>(
    () => flowNodes(branch.nodes, cast, layout, { drafts, onTick }),
    [branch.nodes, cast, layout, drafts, onTick],
  );
  const edges = useMemo<Edge[]>(() => flowEdges(branch.nodes, layout), [branch.nodes, layout]);
  const coarse = useMemo(() => window.matchMedia('(pointer: coarse)').matches, []);

  useShownMap(layout, room, fit);

  const pick = (event: { clientX: number; clientY: number }) => {
    const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const reach = REACH_PX / flow.getZoom();
    const all = [...(drawn.current?.crosses ?? []), ...(drawn.current?.marks ?? [])];
    const near = all.filter(({ x, y }) => Math.hypot(x - at.x, y - at.y) <= reach);
    const found = near.at(-1);
    playback.select(found === undefined ? null : { kind: 'record', record: found.record });
  };
  const move = (event: KeyboardEvent) => nodeFromKey(event, layout);

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only passes keys on
    <div className={styles.map} onKeyDown={move}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        defaultViewport={fit}
        minZoom={ZOOM_MIN}
        maxZoom={ZOOM_MAX}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        // The wheel belongs to the page; so does one finger. Two fingers or the buttons zoom.
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        panOnDrag={!coarse}
        disableKeyboardA11y
        onPaneClick={pick}
        onEdgeClick={(_event, edge) =>
          playback.select({ kind: 'link', from: Number(edge.source), to: Number(edge.target) })
        }
        attributionPosition="bottom-left"
      >
        <Tears layout={layout} />
        <LinkHandles layout={layout} />
        <TokenOverlay layout={layout} ways={ways} onDrawn={keepDrawn} />
      </ReactFlow>
      <MapControls fit={fit} />
    </div>
  );
}
