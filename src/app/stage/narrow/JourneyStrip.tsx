/** Three stops and what moves between them. A tap on a stop opens it, a tap on a token too. */
import { Cloud, X } from 'lucide-react';
import { useBranch, usePlayback, usePlaybackHandle, useProjection } from '../../playback/index.ts';
import { KIND_FACES } from '../../theme/index.ts';
import { CONDITION_FACES, conditionOf } from '../condition.ts';
import { packetLook } from '../packet-look.ts';
import type { Copy } from '../projections/copies.ts';
import { nodeFaces } from '../projections/node-faces.ts';
import { inWords, nodeTitle, PLACE_WORDS } from '../words.ts';
import type { Journey } from './journey.ts';
import styles from './NarrowStage.module.css';

export interface JourneyStripProps {
  readonly journey: Journey;
  readonly copies: readonly Copy[];
}

export function JourneyStrip({ journey, copies }: JourneyStripProps) {
  const branch = useBranch()!;
  const playback = usePlaybackHandle();
  const { names } = branch.view;
  return (
    <div className={styles.strip} role="group" aria-label="Where the message is">
      <div className={styles.road} aria-hidden="true" />
      {journey.lost.map((at, index) => (
        <span key={index} className={styles.lost} style={{ '--at': at } as React.CSSProperties}>
          <X size={18} strokeWidth={3} aria-label="lost" />
        </span>
      ))}
      {journey.travellers.map(({ at, record, packet, homewards }) => (
        <button
          key={record}
          type="button"
          className={styles.token}
          data-look={packetLook(names.text(packet), true)}
          style={{ '--at': at } as React.CSSProperties}
          aria-label={`${inWords(names.text(packet))} on its way${homewards ? ' back' : ''}`}
          onClick={() => playback.select({ kind: 'record', record })}
        />
      ))}
      <Stop node={journey.from} copies={copies} />
      <Stop node={journey.middle} copies={copies} />
      <Stop node={journey.to} copies={copies} />
    </div>
  );
}

function Stop({ node, copies }: { node: number; copies: readonly Copy[] }) {
  const branch = useBranch()!;
  const playback = usePlaybackHandle();
  const faces = useProjection(nodeFaces);
  const selected = usePlayback(
    ({ selection }) => selection?.kind === 'node' && selection.node === node,
  );
  const spec = branch.nodes.nodes[node];
  if (spec === undefined) {
    return (
      <span className={styles.stop}>
        <span className={styles.stopIcon}>
          <Cloud size={20} />
        </span>
        servers
      </span>
    );
  }
  const { Icon, colour } = KIND_FACES[spec.kind];
  const condition = conditionOf(faces, node, spec);
  const trouble = condition === 'up' ? null : CONDITION_FACES[condition];
  const here = copies.filter((copy) => copy.node === node).map(({ place }) => PLACE_WORDS[place]);
  return (
    <button
      type="button"
      className={styles.stop}
      data-node={node}
      data-selected={selected || undefined}
      data-condition={condition}
      style={{ '--kind': colour } as React.CSSProperties}
      onClick={() => playback.select({ kind: 'node', node })}
    >
      <span className={styles.stopIcon}>
        {trouble === null ? <Icon size={20} /> : <trouble.Icon size={20} />}
      </span>
      <span className={styles.stopName}>{nodeTitle(spec)}</span>
      <span className={styles.stopNote}>{trouble?.word ?? (here.join(', ') || '–')}</span>
    </button>
  );
}
