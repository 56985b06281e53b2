/** Share this exact moment: copies a link, or writes and reads a .run file. */
import { useId, useRef, useState } from 'react';
import { Check, ClipboardCopy, FileDown, FileUp, Share2 } from 'lucide-react';
import { download, fileNameFor } from '../dock/download.ts';
import { usePlaybackHandle, type Playback } from '../playback/index.ts';
import { notify } from '../shell/index.ts';
import { Button, placeBeside } from '../theme/index.ts';
import { pack, TEXT_BYTES_MAX } from './envelope.ts';
import { openText } from './open-shared.ts';
import { sharedRunOf } from './share-run.ts';
import { sharedText } from './shared-run.ts';
import styles from './ShareButton.module.css';

/** Longer addresses are cut by mail and chat programs. */
const LINK_LENGTH_MAX = 8192;
const SAID_MS = 2500;

/** The address at which this exact moment opens; null when there is no run, or it is too large. */
export async function shareLink(playback: Playback): Promise<string | null> {
  const { branch } = playback;
  if (branch === undefined) return null;
  const shared = sharedRunOf(branch, playback.store.getState().playhead);
  const code = await pack(sharedText(shared));
  const link = `${window.location.href.split('#')[0] ?? ''}#/run/${code}`;
  return link.length > LINK_LENGTH_MAX ? null : link;
}

/** Copies the link and says so; where the clipboard is closed, shows it to be copied by hand. */
export function useCopyLink(): { readonly copy: () => Promise<void>; readonly copied: boolean } {
  const playback = usePlaybackHandle();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const link = await shareLink(playback);
    if (link === null) {
      const text = 'This run is too large for a link; save it as a .run file instead.';
      notify({ tone: 'bad', text });
      return;
    }
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
      setTimeout(() => setCopied(false), SAID_MS);
      notify({ tone: 'good', text: 'Link copied: it opens this run at this exact moment.' });
    } catch {
      window.prompt('The browser does not let us copy. The link is:', link);
    }
  };
  return { copy, copied };
}

export function ShareButton() {
  const { copy, copied } = useCopyLink();
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button
        ref={button}
        look="quiet"
        Icon={copied ? Check : Share2}
        popoverTarget={id}
        aria-haspopup="menu"
      >
        {copied ? 'Copied' : 'Share'}
      </Button>
      {/* A press on any of its buttons closes it. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- a press by key is a click too */}
      <div
        ref={menu}
        id={id}
        popover="auto"
        className={styles.menu}
        onClick={() => menu.current?.hidePopover?.()}
        onToggle={(event) => {
          if (event.newState !== 'open' || menu.current === null || button.current === null) return;
          placeBeside(menu.current, button.current.getBoundingClientRect(), 'below');
        }}
      >
        <ShareDeeds onCopy={() => void copy()} />
      </div>
    </>
  );
}

function ShareDeeds({ onCopy }: { onCopy: () => void }) {
  const playback = usePlaybackHandle();
  const file = useRef<HTMLInputElement>(null);
  const item = { look: 'quiet', className: styles.item } as const;
  return (
    <>
      <Button {...item} Icon={ClipboardCopy} onClick={onCopy}>
        Copy a link to this moment
      </Button>
      <Button {...item} Icon={FileDown} onClick={() => saveRun(playback)}>
        Save as a .run file
      </Button>
      <Button {...item} Icon={FileUp} onClick={() => file.current?.click()}>
        Open a .run file …
      </Button>
      <input
        ref={file}
        type="file"
        hidden
        accept=".run,application/json"
        aria-label="A .run file"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          if (chosen !== undefined) void openRun(playback, chosen);
          event.target.value = '';
        }}
      />
    </>
  );
}

export function saveRun(playback: Playback): void {
  const { branch } = playback;
  if (branch === undefined) return;
  const shared = sharedRunOf(branch, playback.store.getState().playhead);
  const text = JSON.stringify(JSON.parse(sharedText(shared)), null, 2);
  const { scenario, seed } = branch.input;
  download(fileNameFor(scenario.id, seed, 'run'), [text, '\n'], 'application/json');
}

/** The run on screen stays when the file is none of ours. */
export async function openRun(playback: Playback, file: File): Promise<void> {
  if (file.size > TEXT_BYTES_MAX) {
    notify({ tone: 'bad', text: `“${file.name}” is too large to be a .run file.` });
    return;
  }
  const { verdict, sentence } = await openText(playback, await file.text());
  const tone = verdict === 'reproduced' ? 'good' : verdict === 'damaged' ? 'bad' : 'plain';
  if (sentence !== '') notify({ tone, text: `“${file.name}”: ${sentence}` });
}
