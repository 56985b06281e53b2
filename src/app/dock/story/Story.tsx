/** The run in plain sentences. The newest is followed while it plays; a click goes to it. */
import { memo, useState } from 'react';
import { ArrowDownToLine } from 'lucide-react';
import { clockParts } from '../../transport/clock-text.ts';
import { usePlayback, usePlaybackHandle, type Branch } from '../../playback/index.ts';
import { Button, kindColour } from '../../theme/index.ts';
import { FilterBar } from '../FilterBar.tsx';
import { matchesOf, type RecordFilter } from '../record-filter.ts';
import { kindName, sentenceAt } from '../record-words.ts';
import { useSeen } from '../use-seen.ts';
import { useSize } from '../use-size.ts';
import { VirtualList } from './VirtualList.tsx';
import styles from './Story.module.css';

const ROW_PX = 30;
/** Two lines, where one is too narrow for a sentence. */
const TALL_ROW_PX = 52;
const NARROW_PX = 560;

export interface StoryProps {
  readonly branch: Branch;
  readonly filter: RecordFilter;
  readonly onFilter: (filter: RecordFilter) => void;
}

export function Story({ branch, filter, onFilter }: StoryProps) {
  const playback = usePlaybackHandle();
  const record = usePlayback((state) => state.playhead.record);
  const seen = useSeen();
  const [following, setFollowing] = useState(true);
  const [frame, size] = useSize<HTMLDivElement>();
  const matches = matchesOf(branch.view, filter);
  const count = matches.countBefore(seen);
  const happened = matches.countBefore(record);
  const isNarrow = size !== null && size.width < NARROW_PX;

  return (
    <div className={styles.story}>
      <div className={styles.tools}>
        <FilterBar branch={branch} filter={filter} onChange={onFilter} />
        {!following && (
          <Button look="quiet" Icon={ArrowDownToLine} onClick={() => setFollowing(true)}>
            Follow
          </Button>
        )}
      </div>
      <div ref={frame} className={styles.frame}>
        {count === 0 ? (
          <p className={styles.empty}>{emptySentence(seen)}</p>
        ) : (
          <VirtualList
            label="Story"
            count={count}
            rowHeight={isNarrow ? TALL_ROW_PX : ROW_PX}
            current={happened - 1}
            following={following}
            onLeave={() => setFollowing(false)}
            onChoose={(place) => {
              playback.pause();
              playback.seekRecord(matches.at(place) + 1);
              setFollowing(true);
            }}
            keyOf={(place) => matches.at(place)}
            row={(place) => (
              <StoryRow
                branch={branch}
                index={matches.at(place)}
                when={place === happened - 1 ? 'now' : place < happened ? 'past' : 'future'}
              />
            )}
          />
        )}
      </div>
    </div>
  );
}

function emptySentence(seen: number): string {
  return seen === 0
    ? 'Nothing has happened yet. Press play, or step one event forward.'
    : 'Nothing of this kind has happened yet. Tell more, or choose all messages and nodes.';
}

interface StoryRowProps {
  readonly branch: Branch;
  readonly index: number;
  readonly when: 'past' | 'now' | 'future';
}

/** Drawn anew only when the playhead passes it. */
const StoryRow = memo(function StoryRow({ branch, index, when }: StoryRowProps) {
  const { view, nodes } = branch;
  const [ms, rest] = clockParts(view.columns.timeUs[index] ?? 0);
  const node = nodes.nodes[view.columns.node[index] ?? -1];
  const style = node === undefined ? {} : { color: kindColour(node.kind) };
  return (
    <div className={styles.row} data-when={when} data-kind={kindName(view.readRecord(index))}>
      <span className={styles.time}>
        {ms}
        <small>{rest}</small>
      </span>
      <span className={styles.dot} style={style} />
      <span className={styles.sentence}>{sentenceAt(branch, index)}</span>
    </div>
  );
});
