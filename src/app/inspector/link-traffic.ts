/** What has crossed each link so far: packets sent, and packets that never came. */
import { pathBetween, RECORD, type Topology } from '../../models/index.ts';
import { pairKey } from '../stage/index.ts';
import type { Projection } from '../playback/index.ts';

export interface Traffic {
  sent: number;
  lost: number;
}

/** The links that a packet crosses: a phone's socket to a server runs through the balancer. */
function linksOf(topology: Topology, a: number, b: number): string[] {
  const path = pathBetween(topology, a, b);
  return path.slice(1).map((node, hop) => pairKey(path[hop]!, node));
}

export const linkTraffic: Projection<Map<string, Traffic>> = {
  start: () => new Map(),
  apply(links, record, { nodes }) {
    const field =
      record.kind === RECORD.sent ? 'sent' : record.kind === RECORD.lost ? 'lost' : null;
    if (field === null) return;
    for (const key of linksOf(nodes, record.node, record.a)) {
      const traffic = links.get(key) ?? { sent: 0, lost: 0 };
      traffic[field] += 1;
      links.set(key, traffic);
    }
  },
  copy: (links) => new Map([...links].map(([key, traffic]) => [key, { ...traffic }])),
};
