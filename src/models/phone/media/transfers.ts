/** What uploads and downloads have in common: a way to take, a watch for silence, and an end. */
import type { Way } from '../../protocol/index.ts';
import { isConnected, type PhoneNode } from '../phone-node.ts';
import type { Ongoing } from './store.ts';

/** Our choice: at 1 Mbit/s a piece of 1 MiB takes 8 s. */
const STALL_MS = 20_000;

/** Whether bytes go through the chat server, on the socket that text needs too. */
export const isThroughServer = ({ knobs }: PhoneNode): boolean => knobs.mediaPath === 'chatServer';

/** Begins a transfer to the server on the socket, or to another node on a connection of its own. */
export function beginTransfer(
  node: PhoneNode,
  what: { readonly name: string; readonly part: number; readonly to: number },
): Ongoing {
  const { disk, memory } = node.store;
  disk.media.transfers += 1;
  const transfer = `${node.name}/t${disk.media.transfers}`;
  const isShared = isThroughServer(node);
  if (!isShared) disk.connections += 1;
  return {
    ...what,
    transfer,
    to: isShared ? memory.server : what.to,
    connection: isShared ? memory.connection : disk.connections,
    moved: 0,
    handed: 0,
  };
}

/** A node of this kind, or our mistake: the scenario's validation asks for it beforehand. */
export function nodeOf(node: PhoneNode, kind: 'object-store'): number {
  const [found] = node.topology.ofKind(kind);
  if (found === undefined) throw new Error(`${node.name} needs an ${kind} node: add one`);
  return found;
}

/** The silence of a transfer is counted from its last sign of life. */
export const watchForStall = (node: PhoneNode, way: Way): void =>
  node.startTimer('stall', STALL_MS, way);

/** Ends a transfer that did not succeed: what had come across of an upload's part was in vain. */
export function endTransfer(node: PhoneNode, way: Way, reason: string): void {
  const { media } = node.store.memory;
  const ongoing = media[way];
  node.stopTimer('stall', way);
  if (ongoing === null) return;
  media[way] = null;
  const { name, moved: bytes, connection } = ongoing;
  node.record('interrupted', { message: name, way, bytes, reason });
  // The socket is shared with text, and lives on.
  if (connection !== node.store.memory.connection || !isConnected(node)) node.hangUp(connection);
}
