/** What the inspector is headed by. */
import type { Branch, Selection } from '../playback/index.ts';
import { RECORD } from '../../models/index.ts';
import { inWords, nodeTitle } from '../stage/index.ts';

export function titleOf(selection: Selection, { nodes, view }: Branch): string {
  const nameOf = (node: number) => {
    const spec = nodes.nodes[node];
    return spec === undefined ? 'unknown node' : nodeTitle(spec);
  };
  switch (selection.kind) {
    case 'node':
      return nameOf(selection.node);
    case 'link':
      return `${nameOf(selection.from)} – ${nameOf(selection.to)}`;
    case 'message':
      return 'Message';
    case 'tick':
      return 'Why this tick?';
    case 'record': {
      if (selection.record >= view.length) return 'Event';
      const { kind, b } = view.readRecord(selection.record);
      const isPacket = kind === RECORD.sent || kind === RECORD.received || kind === RECORD.lost;
      const words = isPacket ? inWords(view.names.text(b)) : 'event';
      return words.charAt(0).toUpperCase() + words.slice(1);
    }
  }
}
