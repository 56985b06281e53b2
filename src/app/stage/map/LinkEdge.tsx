/** A link: a quiet line; dashed and red when it is cut, amber when it is slow. */
import type { EdgeProps } from 'reactflow';
import { usePlayback, useProjection } from '../../playback/index.ts';
import { addedMs, isCut, nodeFaces } from '../projections/node-faces.ts';
import type { LinkEdgeType } from './flow-elements.ts';
import styles from './MapView.module.css';

export function LinkEdge({ data }: EdgeProps<LinkEdgeType>) {
  const faces = useProjection(nodeFaces);
  const { from, to, kind, curve } = data!.link;
  const selected = usePlayback(
    ({ selection }) =>
      selection?.kind === 'link' &&
      Math.min(selection.from, selection.to) === Math.min(from, to) &&
      Math.max(selection.from, selection.to) === Math.max(from, to),
  );
  return (
    <>
      <path className={styles.wide} d={curve.path} />
      <path
        className={styles.link}
        d={curve.path}
        data-kind={kind}
        data-cut={isCut(faces, from, to) || undefined}
        data-slow={addedMs(faces, from, to) > 0 || undefined}
        data-selected={selected || undefined}
      />
    </>
  );
}
