/** All futures and bookmarks of a run: turn to one, name it, remove it, compare two. */
import { useState } from 'react';
import { Bookmark, Check, Pencil, Trash2 } from 'lucide-react';
import { usePlayback, usePlaybackHandle, type Branch } from '../playback/index.ts';
import { Dialog, IconButton } from '../theme/index.ts';
import { BranchComparison } from './BranchComparison.tsx';
import { clockText } from './clock-text.ts';
import styles from './BranchSheet.module.css';

export function BranchSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Futures and bookmarks" form="sheet">
      <BranchLists />
    </Dialog>
  );
}

export function BranchLists() {
  const branches = usePlayback((state) => state.branches);
  return (
    <div className={styles.sheet}>
      <p className={styles.about}>
        An edit of what you have already seen makes another future. Both are kept.
      </p>
      <ul className={styles.list} aria-label="Futures">
        {branches.map((branch) => (
          <BranchItem key={branch.id} branch={branch} isOnly={branches.length === 1} />
        ))}
      </ul>
      {branches.length > 1 && <BranchComparison branches={branches} />}
      <BookmarkList />
    </div>
  );
}

function BranchItem({ branch, isOnly }: { branch: Branch; isOnly: boolean }) {
  const playback = usePlaybackHandle();
  const isCurrent = usePlayback((state) => state.currentId === branch.id);
  const [draft, setDraft] = useState<string | null>(null);
  const rename = () => {
    const name = draft?.trim() ?? '';
    if (name !== '') playback.rename(branch.id, name);
    setDraft(null);
  };
  return (
    <li className={styles.item} data-current={isCurrent || undefined}>
      {draft === null ? (
        <button
          type="button"
          className={styles.turn}
          aria-pressed={isCurrent}
          onClick={() => playback.show(branch.id)}
        >
          <span className={styles.name}>{branch.name}</span>
          <span className={styles.facts}>{factsOf(branch)}</span>
        </button>
      ) : (
        <input
          className={styles.rename}
          aria-label={`New name of ${branch.name}`}
          value={draft}
          maxLength={60}
          // The field appears because somebody asked to write in it.
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- see above
          autoFocus
          onChange={(event) => setDraft(event.target.value)}
          onBlur={rename}
          onKeyDown={(event) => {
            if (event.key === 'Enter') rename();
            if (event.key === 'Escape') setDraft(null);
          }}
        />
      )}
      <IconButton
        label={draft === null ? `Rename ${branch.name}` : 'Keep this name'}
        Icon={draft === null ? Pencil : Check}
        onClick={() => (draft === null ? setDraft(branch.name) : rename())}
      />
      <IconButton
        label={`Remove ${branch.name}`}
        Icon={Trash2}
        disabled={isOnly}
        onClick={() => playback.remove(branch.id)}
      />
    </li>
  );
}

function factsOf({ state, split, verdicts, stopSentence }: Branch): string {
  const from = split === null ? 'from the beginning' : `parts at ${clockText(split.timeUs)}`;
  if (state === 'running') return `${from} · being computed`;
  if (state === 'failed') return stopSentence;
  const broken = verdicts.filter(({ verdict }) => verdict === 'broken').length;
  if (verdicts.length === 0) return from;
  return `${from} · ${broken === 0 ? 'no check broken' : `${broken} of ${verdicts.length} checks broken`}`;
}

function BookmarkList() {
  const playback = usePlaybackHandle();
  const bookmarks = usePlayback((state) => state.bookmarks);
  if (bookmarks.length === 0) return null;
  return (
    <section>
      <h3 className={styles.heading}>Bookmarks</h3>
      <ul className={styles.list}>
        {bookmarks.map(({ id, name, timeUs }) => (
          <li key={id} className={styles.item}>
            <button type="button" className={styles.turn} onClick={() => playback.seekTime(timeUs)}>
              <span className={styles.name}>
                <Bookmark size={14} aria-hidden /> {name}
              </span>
              <span className={styles.facts}>{clockText(timeUs)}</span>
            </button>
            <IconButton
              label={`Remove ${name}`}
              Icon={Trash2}
              onClick={() => playback.removeBookmark(id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
