/** A button in the middle of each link, for the keyboard; seen only while it has the focus. */
import { ViewportPortal } from 'reactflow';
import { useBranch, usePlaybackHandle } from '../../playback/index.ts';
import { pointAt } from './curve.ts';
import { linkName } from './flow-elements.ts';
import type { MapLayout } from './layout.ts';
import styles from './MapView.module.css';

export function LinkHandles({ layout }: { layout: MapLayout }) {
  const playback = usePlaybackHandle();
  const topology = useBranch()!.nodes;
  return (
    <ViewportPortal>
      {[...layout.links.values()].map((link) => {
        const { x, y } = pointAt(link.curve, 0.5);
        return (
          <button
            key={link.key}
            type="button"
            className={styles.handle}
            style={{ left: x, top: y }}
            aria-label={linkName(topology, link)}
            onClick={() => playback.select({ kind: 'link', from: link.from, to: link.to })}
          />
        );
      })}
    </ViewportPortal>
  );
}
