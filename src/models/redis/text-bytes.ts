/** Redis counts bytes where JavaScript counts letters: a text is UTF-8 on its wire and in its memory. */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const bytesIn = (text: string): number => encoder.encode(text).length;

/** The first so many bytes; a letter that is cut through comes out as the sign for what is no text. */
export const firstBytes = (text: string, most: number): string =>
  decoder.decode(encoder.encode(text).subarray(0, most));
