/** The moments of a scene as a row of stops: press one and the run stands just before it. */
import { useMemo } from 'react';
import { usePlayback, usePlaybackHandle, type Branch } from '../playback/index.ts';
import type { Scene } from './scene.ts';
import styles from './SceneMoments.module.css';

export function SceneMoments({ scene, branch }: { scene: Scene; branch: Branch }) {
  const playback = usePlaybackHandle();
  const moments = useMemo(() => scene.moments(branch), [scene, branch]);
  const nowUs = usePlayback(({ playhead }) => playhead.timeUs);
  const current = moments.findLastIndex(({ at }) => at.timeUs <= nowUs);
  return (
    <ol className={styles.moments} aria-label="Moments of this scene">
      {moments.map(({ label, at }, place) => (
        <li key={label}>
          <button
            type="button"
            className={styles.moment}
            aria-current={place === current ? 'step' : undefined}
            onClick={() => {
              playback.pause();
              playback.seekTime(at.timeUs);
            }}
          >
            <span>{label}</span>
            <span className={styles.time}>{(at.timeUs / 1e6).toFixed(1)} s</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
