/** The frame of a scene: words and knob beside the stage, transport below it, evidence on demand. */
import { useState } from 'react';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { EvidenceDock } from '../dock/index.ts';
import { Inspector } from '../inspector/index.ts';
import { PlaybackProvider, useBranch, useNewPlayback } from '../playback/index.ts';
import { ShareButton } from '../share/index.ts';
import { Stage } from '../stage/index.ts';
import { Button } from '../theme/index.ts';
import { Transport } from '../transport/index.ts';
import type { Scene } from './scene.ts';
import { SceneKnob } from './SceneKnob.tsx';
import { SceneMoments } from './SceneMoments.tsx';
import { useSceneRun } from './use-scene-run.ts';
import styles from './SceneFrame.module.css';

const TABS = ['story', 'space-time', 'table', 'checks', 'runs'] as const;

export function SceneFrame({ scene }: { scene: Scene }) {
  const playback = useNewPlayback();
  return (
    <PlaybackProvider playback={playback}>
      <SceneBody scene={scene} />
    </PlaybackProvider>
  );
}

function SceneBody({ scene }: { scene: Scene }) {
  const { value, choose, isBusy, others } = useSceneRun(scene);
  const branch = useBranch();
  const [isOpen, setOpen] = useState(false);
  const Icon = isOpen ? ChevronDown : ChevronUp;
  return (
    <div className={styles.scene}>
      <section className={styles.side} aria-label="The scene">
        <h1 className={styles.title}>{scene.title}</h1>
        {scene.text.map((paragraph) => (
          <p key={paragraph} className={styles.text}>
            {paragraph}
          </p>
        ))}
        <SceneKnob scene={scene} value={value} onChoose={choose} isBusy={isBusy} />
        {branch === undefined || branch.state === 'running' ? (
          <div className={styles.coming} />
        ) : (
          <>
            <scene.Picture branch={branch} others={others} />
            <SceneMoments scene={scene} branch={branch} />
          </>
        )}
      </section>
      <div className={styles.work}>
        <div className={styles.stage}>
          <Stage />
          <Inspector />
        </div>
        <Transport />
        <div className={styles.dock} data-open={isOpen || undefined}>
          <div className={styles.bar}>
            <Button
              look="quiet"
              Icon={Icon}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              Evidence
            </Button>
            <ShareButton />
          </div>
          {isOpen && <EvidenceDock tabs={TABS} />}
        </div>
      </div>
    </div>
  );
}
