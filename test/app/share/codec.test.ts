/** Packing and unpacking: nothing changes on the way, and nothing hostile gets in. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base64url, fromBase64url } from '../../../src/app/share/base64url.ts';
import { crc32OfText } from '../../../src/app/share/crc32.ts';
import { pack, unpack } from '../../../src/app/share/envelope.ts';

const textOf = async (code: string) => {
  const unpacked = await unpack(code);
  return 'text' in unpacked ? unpacked.text : unpacked.sentence;
};

describe('letters for an address', () => {
  test('are those of RFC 4648', () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(
      ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((each) => base64url(bytes(each))),
    ).toEqual(['', 'Zg', 'Zm8', 'Zm9v', 'Zm9vYg', 'Zm9vYmE', 'Zm9vYmFy']);
    expect(base64url(Uint8Array.of(0xfb, 0xff, 0xfe))).toBe('-__-');
  });

  test('come back as the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(fromBase64url(base64url(bytes))).toEqual(bytes);
      }),
    );
  });

  test('name the place of the first stranger', () => {
    expect(fromBase64url('Zm9v+A')).toBe(5);
    expect(fromBase64url('Zm 9')).toBe(3);
    expect(fromBase64url('Zm9vY')).toBe(5);
  });

  test('have the check sum that zip and PNG use', () => {
    expect(crc32OfText('123456789')).toBe(0xcbf43926);
    expect(crc32OfText('')).toBe(0);
  });
});

describe('an envelope', () => {
  test('gives back the text that was put in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 2000 }), async (text) => {
        expect(await textOf(await pack(text))).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  test('notices every single character that was changed', async () => {
    const code = await pack('{"seed":"tunnel","edits":[1,2,3]}');
    for (let place = 0; place < code.length; place++) {
      const other = code[place] === 'A' ? 'B' : 'A';
      const changed = code.slice(0, place) + other + code.slice(place + 1);
      const unpacked = await unpack(changed);
      // The last letter may hold bits that stand for nothing.
      if ('text' in unpacked) expect(place).toBe(code.length - 1);
      else
        expect(unpacked.sentence).toMatch(/^(The link is damaged: |This link was made by a later)/);
    }
  });

  test('notices that it was cut short, as mail programs do', async () => {
    const code = await pack('{"seed":"tunnel","edits":[1,2,3]}');
    expect(await textOf(code.slice(0, -8))).toBe(
      'The link is damaged: it is cut short. Ask for it again.',
    );
    expect(await textOf('')).toContain('it is cut short');
    expect(await textOf('AAAA')).toContain('it is cut short');
  });

  test.each([
    ['%E0%A4%A', 'character 1 does not belong there'],
    ['@@@', 'character 1 does not belong there'],
    ['AAAAAAAAAAAA', 'a character was changed on its way'],
    ['A'.repeat(32_769), 'it has 32769 characters, and ours have at most 32768'],
  ])('refuses %s', async (code, why) => {
    expect(await textOf(code)).toBe(`The link is damaged: ${why}. Ask for it again.`);
  });

  test('refuses a bomb while it is still small: 8 MiB in a few thousand letters', async () => {
    const code = await pack('0'.repeat(8 * 1024 * 1024));
    expect(code.length).toBeLessThan(32_768);
    expect(await textOf(code)).toContain('it unpacks to more than 256 KiB');
  });

  test('says so when a later version made it', async () => {
    const code = await pack('{}');
    const bytes = fromBase64url(code) as Uint8Array;
    bytes[4] = 2;
    expect(await textOf(base64url(bytes))).toMatch(/made by a later version/);
  });
});
