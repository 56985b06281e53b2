/** How to strike one packet that has left already: go back to just before it left, and do it there. */
import { RECORD } from '../../models/index.ts';
import type { Action } from '../../scenarios/index.ts';
import type { Branch, Playback } from '../playback/index.ts';

/** Which packet is meant, as drops and delays of a plan name it. */
type Packet = Pick<Extract<Action, { do: 'drop' }>, 'packet' | 'message' | 'nth'>;

export interface Strike {
  /** The playhead at which it is done: before the moment in which the packet left. */
  readonly at: number;
  readonly packet: Packet;
}

/** Null when the record is not that of a packet's leaving. */
export function strikeOf({ view }: Branch, record: number): Strike | null {
  const { kind, ordinal, message, b } = view.columns;
  if (kind[record] !== RECORD.sent) return null;
  let at = record;
  let nth = 1;
  // One moment may send the same packet to many; the rule counts them from the moment's beginning.
  while (at > 0 && ordinal[at - 1] === ordinal[record]) {
    at -= 1;
    const isSame =
      kind[at] === RECORD.sent && b[at] === b[record] && message[at] === message[record];
    if (isSame) nth += 1;
  }
  const packet = view.names.text(b[record]!);
  const about = message[record]!;
  const named = about < 0 ? {} : { message: view.names.text(about) };
  return { at, packet: { packet, ...named, nth } };
}

/** Does it, and stands where the packet has just left, so that its new fate can be watched. */
export async function carryOut(
  playback: Playback,
  { at, packet }: Strike,
  fate: { readonly do: 'drop' } | { readonly do: 'delay'; readonly addMs: number },
): Promise<void> {
  playback.pause();
  playback.seekRecord(at);
  await playback.edit({ ...fate, ...packet });
  playback.stepEvent(1);
}
