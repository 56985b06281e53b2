/** WebSocket frames as they are on the wire (RFC 6455, 5). */

import { headerBytes } from '../protocol/index.ts';

/** RFC 6455, 11.8. */
export const OPCODES = {
  continuation: 0,
  text: 1,
  binary: 2,
  close: 8,
  ping: 9,
  pong: 10,
} as const;

/** RFC 6455, 5.2: lengths up to here need no further bytes, then two, then eight. */
const SHORT_MAX = 125;
const MEDIUM_MAX = 65_535;
/** RFC 6455, 5.3: a client masks every frame with four bytes. */
const MASK_BYTES = 4;
/** RFC 6455, 5.2: the highest bit of the first byte, and of the second. */
const FINAL_BIT = 0x80;
const MASKED_BIT = 0x80;
/** RFC 6455, 7.4.1: the close code of a peer that broke the protocol. */
const PROTOCOL_ERROR = 1002;

export interface Frame {
  readonly opcode: number;
  /** The last part of its message. */
  readonly isFinal: boolean;
  readonly payload: Uint8Array;
  /** Four bytes; only from a client. */
  readonly mask?: Uint8Array;
}

/** A frame that must not be: the connection is closed with 1002. */
export class FrameError extends Error {
  readonly closeCode = PROTOCOL_ERROR;
}

/** @throws FrameError for a control frame that is long or in parts, and a mask of other than 4 bytes. */
export function encodeFrame({ opcode, isFinal, payload, mask }: Frame): Uint8Array {
  checkControl(opcode, isFinal, payload.length);
  if (mask !== undefined && mask.length !== MASK_BYTES) {
    throw new FrameError(`a mask of ${mask.length} bytes: expected ${MASK_BYTES}`);
  }
  const header = headerBytes(payload.length, mask !== undefined);
  const bytes = new Uint8Array(header + payload.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = (isFinal ? FINAL_BIT : 0) | opcode;
  const masked = mask === undefined ? 0 : MASKED_BIT;
  if (payload.length <= SHORT_MAX) bytes[1] = masked | payload.length;
  else if (payload.length <= MEDIUM_MAX) {
    bytes[1] = masked | 126;
    view.setUint16(2, payload.length);
  } else {
    bytes[1] = masked | 127;
    view.setBigUint64(2, BigInt(payload.length));
  }
  if (mask !== undefined) bytes.set(mask, header - MASK_BYTES);
  bytes.set(mask === undefined ? payload : masking(payload, mask), header);
  return bytes;
}

/**
 * The frame at the beginning of these bytes and how many it takes; undefined when it is not whole.
 * @throws FrameError for what RFC 6455 forbids.
 */
export function decodeFrame(
  bytes: Uint8Array,
): { readonly frame: Frame; readonly length: number } | undefined {
  if (bytes.length < 2) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [first, second] = [view.getUint8(0), view.getUint8(1)];
  if ((first & 0x70) !== 0) throw new FrameError('a reserved bit is set and no extension agreed');
  const opcode = first & 0x0f;
  if (!(Object.values(OPCODES) as number[]).includes(opcode)) {
    throw new FrameError(`opcode ${opcode} is reserved`);
  }
  const isMasked = (second & MASKED_BIT) !== 0;
  const short = second & 0x7f;
  const wide = short === 127 ? 8 : short === 126 ? 2 : 0;
  const start = 2 + wide + (isMasked ? MASK_BYTES : 0);
  if (bytes.length < start) return undefined;
  const size = wide === 8 ? Number(view.getBigUint64(2)) : wide === 2 ? view.getUint16(2) : short;
  const isFinal = (first & FINAL_BIT) !== 0;
  checkControl(opcode, isFinal, size);
  if (headerBytes(size, isMasked) !== start) {
    throw new FrameError(`a length of ${size} written in ${wide} bytes: use the fewest`);
  }
  if (bytes.length < start + size) return undefined;
  const carried = bytes.slice(start, start + size);
  if (!isMasked) return { frame: { opcode, isFinal, payload: carried }, length: start + size };
  const mask = bytes.slice(start - MASK_BYTES, start);
  const payload = masking(carried, mask);
  return { frame: { opcode, isFinal, payload, mask }, length: start + size };
}

function checkControl(opcode: number, isFinal: boolean, size: number): void {
  if (opcode < OPCODES.close) return;
  if (!isFinal) throw new FrameError('a control frame in parts: it must come whole');
  if (size > SHORT_MAX) {
    throw new FrameError(`a control frame of ${size} bytes: at most ${SHORT_MAX} are allowed`);
  }
}

/** Masking twice gives what was there before. */
const masking = (payload: Uint8Array, mask: Uint8Array): Uint8Array =>
  payload.map((byte, at) => byte ^ (mask[at % MASK_BYTES] ?? 0));
