/** The page behind a link: the run at its exact moment, and whether it is the same run. */
import { useParams } from 'wouter';
import { CircleAlert, CircleCheck, House } from 'lucide-react';
import { EvidenceDock } from '../dock/index.ts';
import { Inspector } from '../inspector/index.ts';
import { PlaybackProvider, useBranch, useNewPlayback } from '../playback/index.ts';
import { useTitle } from '../shell/index.ts';
import { Stage } from '../stage/index.ts';
import { Transport } from '../transport/index.ts';
import type { Opened } from './open-shared.ts';
import { ShareButton } from './ShareButton.tsx';
import { useSharedRun } from './use-shared-run.ts';
import styles from './SharedRunPage.module.css';

export default function SharedRunPage() {
  const { code } = useParams<{ code: string }>();
  const playback = useNewPlayback();
  const opened = useSharedRun(playback, code);
  useTitle('A shared run');
  return (
    <PlaybackProvider playback={playback}>
      <div className={styles.page}>
        <Heading opened={opened} />
        {opened?.verdict === 'damaged' ? <Damaged sentence={opened.sentence} /> : <Workbench />}
      </div>
    </PlaybackProvider>
  );
}

function Heading({ opened }: { opened: Opened | null }) {
  const title = useBranch()?.input.scenario.title ?? 'A shared run';
  const isGood = opened?.verdict === 'reproduced';
  const Icon = isGood ? CircleCheck : CircleAlert;
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>{title}</h1>
      {opened?.verdict !== 'damaged' && (
        <>
          <p className={styles.verdict} data-good={isGood || undefined} role="status">
            {opened !== null && opened.sentence !== '' && <Icon size={16} aria-hidden />}
            <span>{opened === null ? 'Running it again …' : opened.sentence}</span>
          </p>
          <ShareButton />
        </>
      )}
    </header>
  );
}

function Workbench() {
  return (
    <>
      <div className={styles.stage}>
        <Stage />
        <Inspector />
      </div>
      <Transport />
      <div className={styles.dock}>
        <EvidenceDock />
      </div>
    </>
  );
}

function Damaged({ sentence }: { sentence: string }) {
  return (
    <div className={styles.damaged}>
      <p role="alert">{sentence}</p>
      <a href="#/" className={styles.home}>
        <House size={16} aria-hidden /> To the start page
      </a>
    </div>
  );
}
