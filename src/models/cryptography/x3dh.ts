/** X3DH, version 3: how two devices that have never met come to a first secret, one of them asleep. */
import { isSignedBy, serialized, sharedSecret } from './curve.ts';
import { rootOfSecrets, type RootAndChain } from './key-derivation.ts';

/** Private halves of whoever begins, public halves of the other side's bundle. */
export interface Beginning {
  readonly identity: Uint8Array;
  readonly base: Uint8Array;
  readonly theirIdentity: Uint8Array;
  readonly theirSignedPrekey: Uint8Array;
  readonly theirPrekey?: Uint8Array;
}

/** The same from the other side. */
export interface Answering {
  readonly identity: Uint8Array;
  readonly signedPrekey: Uint8Array;
  readonly prekey?: Uint8Array;
  readonly theirIdentity: Uint8Array;
  readonly theirBase: Uint8Array;
}

export function begin(keys: Beginning): RootAndChain {
  const { identity, base, theirIdentity, theirSignedPrekey, theirPrekey } = keys;
  return rootOfSecrets([
    sharedSecret(identity, theirSignedPrekey),
    sharedSecret(base, theirIdentity),
    sharedSecret(base, theirSignedPrekey),
    ...(theirPrekey === undefined ? [] : [sharedSecret(base, theirPrekey)]),
  ]);
}

export function answer(keys: Answering): RootAndChain {
  const { identity, signedPrekey, prekey, theirIdentity, theirBase } = keys;
  return rootOfSecrets([
    sharedSecret(signedPrekey, theirIdentity),
    sharedSecret(identity, theirBase),
    sharedSecret(signedPrekey, theirBase),
    ...(prekey === undefined ? [] : [sharedSecret(prekey, theirBase)]),
  ]);
}

/**
 * The signature is what keeps a server from putting its own prekey under somebody's identity.
 * @throws Error when the prekey is not signed by that identity
 */
export function demandSigned(bundle: {
  readonly identity: Uint8Array;
  readonly signedPrekey: Uint8Array;
  readonly signature: Uint8Array;
}): void {
  const { identity, signedPrekey, signature } = bundle;
  if (isSignedBy(identity, serialized(signedPrekey), signature)) return;
  throw new Error('the signed prekey is not signed by the identity key that came with it');
}
