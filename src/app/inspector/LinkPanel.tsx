/** A link: how slow and how lossy it is, what has crossed it, and cutting, healing, slowing it. */
import { Turtle, Unplug } from 'lucide-react';
import type { ComponentKind } from '../../models/index.ts';
import type { LinkClass } from '../../scenarios/index.ts';
import { useBranch, usePlaybackHandle, useProjection } from '../playback/index.ts';
import { addedMs, isCut, nodeFaces, pairKey } from '../stage/index.ts';
import { Button } from '../theme/index.ts';
import { linkTraffic } from './link-traffic.ts';
import styles from './Inspector.module.css';

/** Enough to outlast a retry, and to be seen at an ordinary pace. */
const SLOW_MS = 2000;

const CLASS_WORDS: Readonly<Record<LinkClass, string>> = {
  mobile: 'mobile network',
  datacentre: 'data centre',
  push: 'push connection',
};

function classOf(kinds: readonly ComponentKind[]): LinkClass {
  if (!kinds.includes('phone')) return 'datacentre';
  return kinds.includes('push-provider') ? 'push' : 'mobile';
}

export function LinkPanel({ from, to }: { from: number; to: number }) {
  const branch = useBranch()!;
  const playback = usePlaybackHandle();
  const faces = useProjection(nodeFaces);
  const traffic = useProjection(linkTraffic).get(pairKey(from, to)) ?? { sent: 0, lost: 0 };
  const a = branch.nodes.nodes[from];
  const b = branch.nodes.nodes[to];
  if (a === undefined || b === undefined) return null;
  const kind = classOf([a.kind, b.kind]);
  const spec = branch.input.scenario.network[kind];
  const slow = addedMs(faces, from, to);
  const cut = isCut(faces, from, to);
  const ends = { node: a.name, peer: b.name };
  return (
    <>
      <dl className={styles.facts}>
        <dt>Part of</dt>
        <dd>{CLASS_WORDS[kind]}</dd>
        <dt>Latency</dt>
        <dd>
          {spec.floorMs} ms and about {spec.jitterMs} ms more
          {slow > 0 && `, slowed by ${slow} ms`}
        </dd>
        <dt>Loss</dt>
        <dd>{spec.loss === 0 ? 'none' : `${(spec.loss * 100).toFixed(1)} %`}</dd>
        <dt>State</dt>
        <dd>{cut ? <b className={styles.trouble}>cut</b> : 'whole'}</dd>
        <dt>Packets so far</dt>
        <dd>{traffic.sent}</dd>
        <dt>Never arrived</dt>
        <dd>{traffic.lost}</dd>
      </dl>
      <section className={styles.section}>
        <div className={styles.deeds}>
          <Button
            Icon={Unplug}
            look={cut ? 'plain' : 'danger'}
            onClick={() => void playback.edit({ do: cut ? 'heal' : 'cut', ...ends })}
          >
            {cut ? 'Heal' : 'Cut'}
          </Button>
          <Button
            Icon={Turtle}
            onClick={() =>
              void playback.edit({ do: 'slow', ...ends, addMs: slow > 0 ? 0 : SLOW_MS })
            }
          >
            {slow > 0 ? 'Full speed' : `Slow by ${SLOW_MS / 1000} s`}
          </Button>
        </div>
      </section>
    </>
  );
}
