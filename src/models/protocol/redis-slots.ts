/** The slot of a key in a Redis Cluster: CRC16 (XMODEM) of the key or of its hash tag, mod 16384. */

/** redis.io, Redis cluster specification. */
export const SLOTS = 16384;
const utf8 = new TextEncoder();

/** 0 to 16383, as CLUSTER KEYSLOT answers. Two keys with one tag, {ana}.a and {ana}.b, share a slot. */
export const slotOf = (key: string): number => crc16(utf8.encode(hashedPart(key))) % SLOTS;

/** What stands between the first { and the first } after it; the whole key when that is nothing. */
function hashedPart(key: string): string {
  const open = key.indexOf('{');
  const close = open < 0 ? -1 : key.indexOf('}', open + 1);
  return close <= open + 1 ? key : key.slice(open + 1, close);
}

function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
    }
    crc &= 0xffff;
  }
  return crc;
}
