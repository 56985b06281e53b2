/** A phone on the map: its caption, which is its handle, and the phone itself. */
import { EllipsisVertical } from 'lucide-react';
import { useBranch, usePlayback, useProjection } from '../../playback/index.ts';
import { KIND_FACES } from '../../theme/index.ts';
import { CONDITION_FACES, conditionOf, stateWords } from '../condition.ts';
import { Phone } from '../phone/Phone.tsx';
import { nodeFaces } from '../projections/node-faces.ts';
import { useNodeDeeds } from '../use-node-deeds.ts';
import { nodeTitle } from '../words.ts';
import styles from './PhoneNode.module.css';

export interface PhoneNodeProps {
  readonly node: number;
  readonly draft?: string;
  readonly onTick?: (message: string) => void;
}

export function PhoneNode({ node, draft, onTick }: PhoneNodeProps) {
  const faces = useProjection(nodeFaces);
  const deeds = useNodeDeeds(node);
  const spec = useBranch()!.nodes.nodes[node]!;
  const selected = usePlayback(
    ({ selection }) => selection?.kind === 'node' && selection.node === node,
  );
  const condition = conditionOf(faces, node, spec);
  const trouble = condition === 'up' ? null : CONDITION_FACES[condition];
  const { Icon, colour } = KIND_FACES.phone;
  const title = nodeTitle(spec);
  const state = trouble?.word ?? stateWords(faces, node, spec);
  return (
    <div className={styles.node} data-condition={condition} data-selected={selected || undefined}>
      <div className={styles.caption} style={{ color: colour }}>
        <button
          type="button"
          className={styles.handle}
          data-node={node}
          onClick={deeds.onClick}
          onContextMenu={deeds.onContextMenu}
          onKeyDown={deeds.onKeyDown}
        >
          <Icon size={15} />
          <span className={styles.title}>{title}</span>
          <span className={styles.state}>
            {trouble !== null && <trouble.Icon size={12} />}
            {state}
          </span>
          <span className="heard">, phone</span>
        </button>
        <button
          type="button"
          className={styles.more}
          aria-label={`What can happen to ${title}`}
          aria-haspopup="menu"
          onClick={(event) => deeds.openMenu(event.currentTarget)}
        >
          <EllipsisVertical size={15} />
        </button>
      </div>
      <div className={styles.phone}>
        <Phone
          phone={node}
          {...(draft === undefined ? {} : { draft })}
          {...(onTick === undefined ? {} : { onTick })}
        />
      </div>
    </div>
  );
}
