/** WebSocket on the wire, against the examples of RFC 6455 and an independent handshake. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acceptKey,
  CLOSE_CODES,
  closeCodeRange,
  CLOSING_CODES,
  decodeFrame,
  encodeFrame,
  headerBytes,
  mayBeSent,
  OPCODES,
  upgradeRequest,
  upgradeResponse,
} from '../../../src/models/transport/index.ts';
import { CLOSINGS } from '../../../src/models/protocol/index.ts';
import { sha1 } from '../../../src/models/transport/sha1.ts';
import published from './websocket.json' with { type: 'json' };

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const unhex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const text = (words: string) => new TextEncoder().encode(words);

describe('the handshake', () => {
  test('answers the key of RFC 6455, 1.3 as printed there', () => {
    expect(acceptKey(published.accept.key)).toBe(published.accept.accept);
    expect(upgradeResponse(published.accept.key)).toBe(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        `Sec-WebSocket-Accept: ${published.accept.accept}\r\n\r\n`,
    );
    expect(upgradeRequest('chat.example', '/ws', 'abc')).toContain('Sec-WebSocket-Version: 13\r\n');
  });

  test('any key as an independent SHA-1 answers it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(hex(sha1(bytes))).toBe(createHash('sha1').update(bytes).digest('hex'));
      }),
    );
    const real = (key: string) =>
      createHash('sha1').update(`${key}${published.accept.guid}`).digest('base64');
    for (const key of ['', 'a', 'ab', 'x3JJHMbDL1EzLkh9GBhXDw==']) {
      expect(acceptKey(key)).toBe(real(key));
    }
  });
});

describe('frames', () => {
  test.each(published.frames)('$name', ({ hex: wire }) => {
    const decoded = decodeFrame(unhex(wire))!;
    expect(decoded.length).toBe(wire.length / 2);
    expect('Hello').toContain(Buffer.from(decoded.frame.payload).toString());
    expect(hex(encodeFrame(decoded.frame))).toBe(wire);
  });

  test('the kinds of the published frames', () => {
    const kinds = published.frames.map(({ hex: wire }) => {
      const { opcode, isFinal, mask } = decodeFrame(unhex(wire))!.frame;
      return [opcode, isFinal, mask !== undefined];
    });
    expect(kinds).toEqual([
      [OPCODES.text, true, false],
      [OPCODES.text, true, true],
      [OPCODES.text, false, false],
      [OPCODES.continuation, true, false],
      [OPCODES.ping, true, false],
      [OPCODES.pong, true, true],
    ]);
  });

  test.each([
    [0, 2, 6],
    [125, 2, 6],
    [126, 4, 8],
    [65_535, 4, 8],
    [65_536, 10, 14],
  ])('a payload of %i bytes has a header of %i, from a client of %i', (size, server, client) => {
    expect([headerBytes(size, false), headerBytes(size, true)]).toEqual([server, client]);
    const frame = { opcode: OPCODES.binary, isFinal: true, payload: new Uint8Array(size) };
    expect(encodeFrame(frame)).toHaveLength(server + size);
    expect(encodeFrame({ ...frame, mask: unhex('01020304') })).toHaveLength(client + size);
  });

  test('256 bytes and 64 KiB begin as in RFC 6455, 5.7', () => {
    const binary = (size: number) =>
      hex(
        encodeFrame({ opcode: OPCODES.binary, isFinal: true, payload: new Uint8Array(size) }),
      ).slice(0, size === 256 ? 8 : 20);
    expect(binary(256)).toBe('827e0100');
    expect(binary(65_536)).toBe('827f0000000000010000');
  });

  test('what is written is read, and no part of it is taken for the whole', () => {
    const opcode = fc.constantFrom(OPCODES.text, OPCODES.binary, OPCODES.continuation);
    const mask = fc.option(fc.uint8Array({ minLength: 4, maxLength: 4 }), { nil: undefined });
    const size = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(opcode, fc.boolean(), size, mask, (kind, isFinal, length, key) => {
        const payload = Uint8Array.from({ length }, (_, at) => at * 7);
        const frame = { opcode: kind, isFinal, payload, ...(key && { mask: key }) };
        const wire = encodeFrame(frame);
        expect(decodeFrame(Uint8Array.from([...wire, 1, 2]))).toEqual({
          frame,
          length: wire.length,
        });
        for (const part of [0, 1, 2, 3, wire.length - 1]) {
          if (part < wire.length) expect(decodeFrame(wire.subarray(0, part))).toBeUndefined();
        }
      }),
      { numRuns: 50 },
    );
  });

  test.each([65_535, 65_536])('%i bytes come back as they went', (size) => {
    const payload = Uint8Array.from({ length: size }, (_, at) => at * 7);
    const mask = unhex('37fa213d');
    const wire = encodeFrame({ opcode: OPCODES.binary, isFinal: true, payload, mask });
    const { frame, length } = decodeFrame(wire)!;
    expect(length).toBe(wire.length);
    expect(Buffer.compare(frame.payload, payload)).toBe(0);
    expect(decodeFrame(wire.subarray(0, wire.length - 1))).toBeUndefined();
  });

  test('what the RFC forbids is refused with 1002', () => {
    const refused = (act: () => unknown, words: string) => {
      expect(act).toThrow(words);
      expect(act).toThrow(expect.objectContaining({ closeCode: 1002 }));
    };
    const ping = { opcode: OPCODES.ping, isFinal: true, payload: new Uint8Array(126) };
    refused(() => encodeFrame(ping), 'at most 125');
    refused(() => encodeFrame({ ...ping, payload: text(''), isFinal: false }), 'in parts');
    refused(() => encodeFrame({ ...ping, payload: text(''), mask: text('abc') }), 'a mask of 3');
    refused(() => decodeFrame(unhex('c100')), 'reserved bit');
    refused(() => decodeFrame(unhex('8300')), 'opcode 3');
    refused(() => decodeFrame(unhex('0900')), 'in parts');
    refused(() => decodeFrame(unhex('897e0001')), 'use the fewest');
    refused(() => decodeFrame(unhex('827f000000000000007f')), 'use the fewest');
  });
});

describe('close codes', () => {
  test.each(published.close_codes)('$code: $meaning', ({ code, wire }) => {
    const known = CLOSE_CODES.find((each) => each.code === code)!;
    const use = { 'may be sent': 'sent', reserved: 'reserved', 'never on the wire': 'local' };
    // The registry's codes may be sent as well.
    expect(known.use).toBe(use[wire as keyof typeof use] ?? 'sent');
    expect(mayBeSent(code)).toBe(known.use === 'sent');
  });

  test('ranges, and codes of applications', () => {
    const ranges = [999, 1000, 2999, 3000, 3999, 4000, 4999, 5000].map(closeCodeRange);
    expect(ranges).toEqual([
      'unused',
      'protocol',
      'protocol',
      'registered',
      'registered',
      'private',
      'private',
      'unused',
    ]);
    expect([0, 999, 1016, 2999, 3000, 4999, 5000, 4000.5].map(mayBeSent)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  test('every way in which a connection ends here has a code that exists', () => {
    for (const closing of CLOSINGS) {
      expect(CLOSE_CODES.map(({ code }) => code)).toContain(CLOSING_CODES[closing]);
    }
  });
});
