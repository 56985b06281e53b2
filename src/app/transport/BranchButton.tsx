/** The futures of a run: which one is on screen, and the way to all of them. */
import { useState } from 'react';
import { GitBranch } from 'lucide-react';
import { usePlayback, usePlaybackHandle, useBranch } from '../playback/index.ts';
import { Button, Segmented } from '../theme/index.ts';
import { BranchSheet } from './BranchSheet.tsx';
import styles from './Transport.module.css';

/** More than these do not fit beside each other. */
const SIDE_BY_SIDE = 2;

export function BranchButton() {
  const playback = usePlaybackHandle();
  const branches = usePlayback((state) => state.branches);
  const current = useBranch();
  const [open, setOpen] = useState(false);
  if (current === undefined) return null;
  const isPair = branches.length === SIDE_BY_SIDE;
  return (
    <>
      {isPair && (
        <div className={styles.pair}>
          <Segmented
            label="Which future is on screen"
            value={current.id}
            options={branches.map(({ id, name }) => ({
              value: id,
              label: <span className={styles.branchName}>{name}</span>,
              name,
            }))}
            onChange={(id) => playback.show(id)}
          />
        </div>
      )}
      <Button
        look="quiet"
        Icon={GitBranch}
        aria-haspopup="dialog"
        aria-label={`Futures and bookmarks: ${branches.length} ${branches.length === 1 ? 'future' : 'futures'}, now ${current.name}`}
        onClick={() => setOpen(true)}
      >
        {isPair ? null : <span className={styles.branchName}>{current.name}</span>}
        {branches.length > SIDE_BY_SIDE && <span className={styles.count}>{branches.length}</span>}
      </Button>
      <BranchSheet open={open} onClose={() => setOpen(false)} />
    </>
  );
}
