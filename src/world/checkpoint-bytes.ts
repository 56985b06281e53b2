/** What a checkpoint takes in memory, roughly: enough to keep all of them under a limit. */
import type { Checkpoint } from './run.ts';

/** An object, a Map entry, a reference: about what V8 takes for each. */
const OBJECT_BYTES = 24;
const ENTRY_BYTES = 40;
const REFERENCE_BYTES = 8;

/** Without the packets, which all checkpoints of a run share. Walks the whole image. */
export function checkpointBytes({ world, names, done, early }: Checkpoint): number {
  const shared = names.length + done.length + early.length;
  return bytesOf(world) + shared * REFERENCE_BYTES;
}

function bytesOf(value: unknown): number {
  if (typeof value === 'string') return REFERENCE_BYTES + value.length;
  if (typeof value !== 'object' || value === null) return REFERENCE_BYTES;
  if (ArrayBuffer.isView(value)) return OBJECT_BYTES + value.byteLength;
  let bytes = OBJECT_BYTES;
  if (value instanceof Map) {
    for (const entry of value.values()) bytes += ENTRY_BYTES + bytesOf(entry);
  } else if (value instanceof Set) bytes += value.size * ENTRY_BYTES;
  else if (Array.isArray(value)) for (const each of value) bytes += bytesOf(each);
  else for (const key of Object.keys(value)) bytes += bytesOf((value as never)[key]);
  return bytes;
}
