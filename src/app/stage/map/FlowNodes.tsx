/** What React Flow draws for each type of node: our cards, phones, the crowd and the ground. */
import { Handle, Position, type NodeProps } from 'reactflow';
import { useBranch } from '../../playback/index.ts';
import { CrowdCard } from './CrowdCard.tsx';
import type { CardNode, CrowdNode, PhoneNodeType, RegionNode } from './flow-elements.ts';
import { NodeCard } from './NodeCard.tsx';
import { PhoneNode } from './PhoneNode.tsx';
import styles from './MapView.module.css';

/** Links are drawn by our own curves; React Flow only wants to know that both ends exist. */
function Ports() {
  return (
    <>
      <Handle
        type="source"
        position={Position.Right}
        className={styles.port}
        isConnectable={false}
      />
      <Handle
        type="target"
        position={Position.Left}
        className={styles.port}
        isConnectable={false}
      />
    </>
  );
}

export function CardFlowNode({ data }: NodeProps<CardNode>) {
  return (
    <>
      <Ports />
      <NodeCard node={data.node} />
    </>
  );
}

/** Typing and scrolling in a phone must not move the map: hence React Flow's three class names. */
export function PhoneFlowNode({ data }: NodeProps<PhoneNodeType>) {
  const { node, drafts, onTick } = data;
  const name = useBranch()!.nodes.nodes[node]!.name;
  const draft = drafts?.[name];
  return (
    <div className="nodrag nopan nowheel" style={{ height: '100%' }}>
      <Ports />
      <PhoneNode
        node={node}
        {...(draft === undefined ? {} : { draft })}
        {...(onTick === undefined ? {} : { onTick: (message: string) => onTick(message, node) })}
      />
    </div>
  );
}

export function CrowdFlowNode({ data }: NodeProps<CrowdNode>) {
  return (
    <>
      <Ports />
      <CrowdCard cast={data.cast} />
    </>
  );
}

export function RegionFlowNode({ data }: NodeProps<RegionNode>) {
  return (
    <div className={styles.region} data-look={data.look}>
      <span className={styles.regionName} data-look={data.look}>
        {data.name}
      </span>
    </div>
  );
}
