/** How to lose one packet that has left already: go back to just before it left, and drop it there. */
import { RECORD } from '../../models/index.ts';
import type { Action } from '../../scenarios/index.ts';
import type { Branch } from '../playback/index.ts';

export interface Drop {
  /** The playhead at which the action is done: before the moment in which the packet left. */
  readonly at: number;
  readonly action: Action;
}

/** Null when the record is not that of a packet's leaving. */
export function dropOf({ view }: Branch, record: number): Drop | null {
  const { kind, ordinal, message, b } = view.columns;
  if (kind[record] !== RECORD.sent) return null;
  let at = record;
  let nth = 1;
  // One moment may send the same packet to many; the drop counts them from the moment's beginning.
  while (at > 0 && ordinal[at - 1] === ordinal[record]) {
    at -= 1;
    const isSame =
      kind[at] === RECORD.sent && b[at] === b[record] && message[at] === message[record];
    if (isSame) nth += 1;
  }
  const packet = view.names.text(b[record]!);
  const about = message[record]!;
  const named = about < 0 ? {} : { message: view.names.text(about) };
  return { at, action: { do: 'drop', packet, ...named, nth } };
}
