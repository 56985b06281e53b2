/** The names of the lanes, beside or above the paper, in the colour of their kind. */
import type { CSSProperties } from 'react';
import { usePlaybackHandle, type Branch } from '../../playback/index.ts';
import { kindColour } from '../../theme/index.ts';
import { laneAt, type Paper } from './frame.ts';
import type { Lanes } from './lanes.ts';
import styles from './SpaceTime.module.css';

export interface LaneNamesProps {
  readonly branch: Branch;
  readonly lanes: Lanes;
  readonly paper: Paper | null;
}

export function LaneNames({ branch, lanes, paper }: LaneNamesProps) {
  const playback = usePlaybackHandle();
  const isAlong = paper?.direction !== 'down';
  const size: CSSProperties =
    paper === null ? {} : isAlong ? { height: paper.height } : { width: paper.width };
  return (
    <ul className={styles.names} style={size} aria-label="Lanes">
      {lanes.list.map(({ node, name }, lane) => {
        const kind = branch.nodes.nodes[node]?.kind;
        const at = paper === null ? 0 : laneAt(paper, lane);
        const style: CSSProperties = isAlong ? { top: at } : { left: at };
        if (kind !== undefined) Object.assign(style, { '--lane': kindColour(kind) });
        return (
          <li key={name} className={styles.name} style={style}>
            {node < 0 ? (
              <span>{name}</span>
            ) : (
              <button type="button" onClick={() => playback.select({ kind: 'node', node })}>
                {name}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
