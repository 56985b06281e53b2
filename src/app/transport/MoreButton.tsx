/** On phones: everything of the transport that does not fit under the thumb, in a sheet. */
import { useState } from 'react';
import { Bookmark, Ellipsis, LocateFixed, RotateCcw } from 'lucide-react';
import { usePlayback, usePlaybackHandle } from '../playback/index.ts';
import { Button, Dialog, IconButton } from '../theme/index.ts';
import { BranchLists } from './BranchSheet.tsx';
import { SeedField } from './SeedField.tsx';
import { SpeedSelect } from './SpeedSelect.tsx';
import styles from './Transport.module.css';

export function MoreButton({ seed }: { seed: boolean }) {
  const playback = usePlaybackHandle();
  const selection = usePlayback((state) => state.selection);
  const [open, setOpen] = useState(false);
  const close = (act: () => void) => () => {
    setOpen(false);
    act();
  };
  const node = selection?.kind === 'node' ? selection.node : undefined;
  return (
    <>
      <IconButton
        label="Speed, seed, futures and more"
        Icon={Ellipsis}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      />
      <Dialog open={open} onClose={() => setOpen(false)} title="This run" form="sheet">
        <div className={styles.more}>
          <div className={styles.fields}>
            <SpeedSelect />
            {seed && <SeedField />}
          </div>
          <div className={styles.deeds}>
            <Button Icon={RotateCcw} onClick={close(() => void playback.restart())}>
              To the beginning
            </Button>
            <Button Icon={Bookmark} onClick={close(() => playback.addBookmark())}>
              Bookmark
            </Button>
            {node !== undefined && (
              <Button Icon={LocateFixed} onClick={close(() => playback.stepNode(node))}>
                Next of this node
              </Button>
            )}
          </div>
          <BranchLists />
        </div>
      </Dialog>
    </>
  );
}
