/** What the road shows beside the tokens: where the message has been, whether Ben is cut off. */
import { RECORD } from '../../../models/index.ts';
import type { Projection } from '../../playback/index.ts';

export interface HeroMarks {
  /** Nodes that had the message in hand. */
  visited: Set<number>;
  /** Nodes without network. */
  cut: Set<number>;
  /** Phones to which a packet with the message was lost. */
  lost: Set<number>;
  /** When the first message was typed; -1 before. */
  typedUs: number;
}

export const heroMarks: Projection<HeroMarks> = {
  start: () => ({ visited: new Set(), cut: new Set(), lost: new Set(), typedUs: -1 }),
  apply(marks, { kind, node, message, timeUs }) {
    if (kind === RECORD.cut) marks.cut.add(node);
    else if (kind === RECORD.healed) marks.cut.delete(node);
    if (message < 0) return;
    if (kind === RECORD.typed && marks.typedUs < 0) marks.typedUs = timeUs;
    if (kind === RECORD.received) marks.visited.add(node);
    if (kind === RECORD.lost) marks.lost.add(node);
  },
  copy: ({ visited, cut, lost, typedUs }) => ({
    visited: new Set(visited),
    cut: new Set(cut),
    lost: new Set(lost),
    typedUs,
  }),
};
