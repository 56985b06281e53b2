/** A text packed for an address: deflated, with its length and a check sum; unpacked with distrust. */
import { base64url, fromBase64url } from './base64url.ts';
import { crc32 } from './crc32.ts';

/** Longer links are refused before anything is decoded. */
export const CODE_LENGTH_MAX = 32_768;
/** And nothing is unpacked beyond this. */
export const TEXT_BYTES_MAX = 256 * 1024;

const FORMAT = 1;
/** Format, check sum, length. */
const HEAD_BYTES = 8;

export type Unpacked = { readonly text: string } | { readonly sentence: string };

export async function pack(text: string): Promise<string> {
  const packed = await through(
    new CompressionStream('deflate-raw'),
    new TextEncoder().encode(text),
  );
  const bytes = new Uint8Array(HEAD_BYTES + packed.length);
  const head = new DataView(bytes.buffer);
  head.setUint32(0, crc32(packed));
  head.setUint32(4, packed.length);
  // Lengths stay far below 2^24, so the format has the byte above them.
  head.setUint8(4, FORMAT);
  bytes.set(packed, HEAD_BYTES);
  return base64url(bytes);
}

export async function unpack(code: string): Promise<Unpacked> {
  if (code.length > CODE_LENGTH_MAX) {
    return damaged(`it has ${code.length} characters, and ours have at most ${CODE_LENGTH_MAX}`);
  }
  const bytes = fromBase64url(code);
  if (typeof bytes === 'number') return damaged(`character ${bytes} does not belong there`);
  if (bytes.length < HEAD_BYTES) return damaged('it is cut short');
  const head = new DataView(bytes.buffer);
  const length = head.getUint32(4) & 0xffffff;
  const packed = bytes.subarray(HEAD_BYTES);
  if (packed.length < length) return damaged('it is cut short');
  if (packed.length > length || crc32(packed) !== head.getUint32(0)) {
    return damaged('a character was changed on its way');
  }
  // Whole, but not in a form that we know.
  if (head.getUint8(4) !== FORMAT) {
    return { sentence: 'This link was made by a later version of this page; reload it to update.' };
  }
  return inflate(packed);
}

async function inflate(packed: Uint8Array): Promise<Unpacked> {
  try {
    const bytes = await through(new DecompressionStream('deflate-raw'), packed, TEXT_BYTES_MAX);
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TooLarge) return damaged('it unpacks to more than 256 KiB');
    return damaged('it cannot be unpacked');
  }
}

const damaged = (why: string): Unpacked => ({
  sentence: `The link is damaged: ${why}. Ask for it again.`,
});

class TooLarge extends Error {}

/** Reads chunk by chunk, so that a bomb is stopped while it is still small. */
async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array,
  most = Infinity,
): Promise<Uint8Array> {
  const writer = stream.writable.getWriter();
  // What goes wrong is heard where it is read.
  const written = writer
    .write(bytes as Uint8Array<ArrayBuffer>)
    .then(() => writer.close())
    .catch(() => {});
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.readable.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    chunks.push(read.value);
    length += read.value.length;
    if (length > most) {
      await reader.cancel();
      throw new TooLarge();
    }
  }
  await written;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
