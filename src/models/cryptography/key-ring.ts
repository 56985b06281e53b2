/**
 * Keys by their ids, all of them drawn from the seed of the run: the same run has the same keys on
 * every machine. A node gets the private halves of its own keys only, and of public halves any.
 */
import { purpose } from '../../kernel/index.ts';
import type { Sealer } from '../protocol/index.ts';
import { bytesOfHex, hexOf } from './bytes.ts';
import { clamped, KEY_BYTES, publicKeyOf, serialized, sign } from './curve.ts';

const KEY = purpose('sealing/key');
const SIGNATURE = purpose('sealing/signature');
/** By definition: XEdDSA takes 64 random bytes, and a byte has 256 values. */
const RANDOM_BYTES = 64;
const BYTE_VALUES = 256;
/** Public halves that are remembered, for speed alone. Our choice. */
const REMEMBERED_MOST = 4096;

type Luck = Sealer['luck'];

export class KeyRing {
  readonly #luck: Luck;
  readonly #owner: string;

  /** @param owner whose private keys these are: the first part of their ids */
  constructor(luck: Luck, owner: string) {
    this.#luck = luck;
    this.#owner = owner;
  }

  /** @throws Error for a key of somebody else */
  private(id: string): Uint8Array {
    if (!id.startsWith(`${this.#owner}/`)) {
      throw new Error(`${this.#owner} does not hold the private half of ${id}`);
    }
    return drawn(this.#luck, id);
  }

  /** Anybody can have this half. In the real world it comes in bundles and in messages. */
  public(id: string): Uint8Array {
    return publicHalf(drawn(this.#luck, id));
  }

  /** The signature that the owner of a signed prekey has published with it. */
  signatureOn(signedPrekey: string, identity: string): Uint8Array {
    const message = serialized(this.public(signedPrekey));
    const random = drawBytes(this.#luck, SIGNATURE, signedPrekey, RANDOM_BYTES);
    return sign(drawn(this.#luck, identity), message, random);
  }

  /** Signs with one of the own keys; `occasion` makes the randomness. */
  sign(id: string, message: Uint8Array, occasion: string): Uint8Array {
    return sign(
      this.private(id),
      message,
      drawBytes(this.#luck, SIGNATURE, occasion, RANDOM_BYTES),
    );
  }
}

const drawn = (luck: Luck, id: string): Uint8Array => clamped(drawBytes(luck, KEY, id, KEY_BYTES));

function drawBytes(luck: Luck, purposeOf: number, id: string, length: number): Uint8Array {
  // The id goes in twice, so that two ids do not share a key because their 32-bit hashes are equal.
  const draw = (at: number): number => luck(purposeOf, id, `again ${id}`, at);
  return Uint8Array.from({ length }, (_, at) => Math.floor(draw(at) * BYTE_VALUES));
}

const remembered = new Map<string, string>();

/** A pure function, only slow: about a millisecond. So it is remembered. */
export function publicHalf(privateKey: Uint8Array): Uint8Array {
  const name = hexOf(privateKey);
  const known = remembered.get(name);
  if (known !== undefined) return bytesOfHex(known);
  if (remembered.size >= REMEMBERED_MOST) remembered.clear();
  const publicKey = publicKeyOf(privateKey);
  remembered.set(name, hexOf(publicKey));
  return publicKey;
}
