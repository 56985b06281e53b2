/** The stage on a narrow screen: the sender's phone, a strip of three stops, the receiver's phone. */
import { useMemo } from 'react';
import { useBranch, usePlayback, useProjection } from '../../playback/index.ts';
import { castOf } from '../map/cast.ts';
import type { PhoneGiven } from '../map/flow-elements.ts';
import { PhoneNode } from '../map/PhoneNode.tsx';
import { copiesOfMessages } from '../projections/copies.ts';
import { nodeFaces } from '../projections/node-faces.ts';
import { tokensInFlight } from '../projections/tokens-in-flight.ts';
import { useFollowed } from '../use-followed.ts';
import { JourneyStrip } from './JourneyStrip.tsx';
import { journeyOf } from './journey.ts';
import styles from './NarrowStage.module.css';

const CROSS_SECONDS = 2;
const CROSS_STILL_US = 400_000;

export function NarrowStage({ drafts, onTick }: PhoneGiven) {
  const branch = useBranch()!;
  const cast = useMemo(() => castOf(branch.nodes, branch.input.scenario), [branch]);
  const followed = useFollowed();
  const life = useProjection(copiesOfMessages).get(followed);
  const tokens = useProjection(tokensInFlight);
  const faces = useProjection(nodeFaces);
  const nowUs = usePlayback((state) => state.playhead.timeUs);
  const speed = usePlayback((state) => state.speed);
  const crossUs = Math.max(CROSS_STILL_US, speed * CROSS_SECONDS * 1e6);
  const sources = { life, tokens, faces, message: followed, nowUs, crossUs };
  const journey = journeyOf(branch, cast, sources);

  const phone = (node: number) => {
    const draft = drafts?.[branch.nodes.nodes[node]?.name ?? ''];
    return (
      <div className={styles.phone}>
        <PhoneNode
          key={node}
          node={node}
          {...(draft === undefined ? {} : { draft })}
          {...(onTick === undefined ? {} : { onTick: (message: string) => onTick(message, node) })}
        />
      </div>
    );
  };

  return (
    <div className={styles.narrow}>
      {phone(journey.from)}
      <JourneyStrip journey={journey} copies={life?.copies ?? []} />
      {journey.to !== journey.from && phone(journey.to)}
    </div>
  );
}
