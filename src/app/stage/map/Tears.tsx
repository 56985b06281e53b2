/** The tears that a partition makes in the map. */
import { ViewportPortal } from 'reactflow';
import { useProjection } from '../../playback/index.ts';
import { nodeFaces } from '../projections/node-faces.ts';
import type { MapLayout } from './layout.ts';
import { tearPaths } from './tears.ts';
import styles from './MapView.module.css';

export function Tears({ layout }: { layout: MapLayout }) {
  const paths = tearPaths(layout, useProjection(nodeFaces));
  if (paths.length === 0) return null;
  return (
    <ViewportPortal>
      <svg className={styles.tears} width="1" height="1" aria-hidden="true">
        {paths.map((path) => (
          <g key={path} className={styles.tear}>
            <path className={styles.tearEdge} d={path} />
            <path className={styles.tearGap} d={path} />
          </g>
        ))}
      </svg>
    </ViewportPortal>
  );
}
