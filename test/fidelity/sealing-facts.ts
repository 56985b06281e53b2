/** Facts about cryptography, as Signal publishes it. */
import { inFile, type Fact, type OutsideFact } from './fact.ts';

const curve = inFile('test/models/cryptography/x25519.test.ts');
const derivation = inFile('test/models/cryptography/key-derivation.test.ts');
const numbers = inFile('test/models/cryptography/safety-number.test.ts');
const skipped = inFile('test/models/cryptography/skipped-keys.test.ts');
const senderKeys = inFile('test/models/cryptography/sender-keys.test.ts');

export const sealingFacts: readonly Fact[] = [
  {
    says: '8 safety number: 60 digits, sorted halves, codes to scan',
    mark: 'A',
    tests: numbers(
      '60 digits, and the same on both phones',
      'the half of $stable_id',
      'the codes to scan, of both versions',
      'another key or another account changes exactly one half',
      'refuses %d rounds, as libsignal does',
    ),
  },
  {
    says: '8 X3DH: order of secrets, WhisperText, root and chain',
    mark: 'A',
    tests: derivation(
      'libsignal-protocol-java: Bob comes to the published chain key',
      'libsignal-protocol-java: so do the listed secrets, in their order and in no other',
      'both sides agree, with a one-time prekey: %s',
      'refuses a prekey that somebody else has put under an identity',
    ),
  },
  {
    says: '8 Double Ratchet: message seed, next chain key, message keys',
    mark: 'A',
    tests: derivation(
      'libsignal: message keys and the next chain key as published',
      'RFC 5869: $length bytes of HKDF',
    ),
  },
  {
    says: '8 limits: jumps, skipped keys, chains, archived sessions',
    mark: 'B',
    tests: [
      ...derivation('libsignal: its limits'),
      ...skipped(
        'only the newest of the skipped are kept',
        'a jump that is too far is refused, the farthest is not',
        'of the other side’s chains the newest five are kept',
      ),
    ],
  },
  {
    says: '8 sender keys: 0x01/0x02 chain, WhisperGroup, a signature for each message',
    mark: 'A/B',
    tests: [
      ...derivation('sender keys: 48 bytes, first block and cipher key'),
      ...senderKeys('nothing opens that its owner has not signed'),
    ],
  },
  {
    says: '8 X25519 RFC 7748, libsignal agreement, XEdDSA',
    mark: 'A',
    tests: curve(
      'RFC 7748 5.2: scalar $scalar',
      'RFC 7748 5.2 iterated: once, and 1,000 times',
      'RFC 7748 6.1: both sides come to one secret',
      'libsignal: the agreement of its own tests',
      'libsignal: its published signature is valid',
      'libsignal: flipping a bit of any byte makes it invalid',
      'refuses a public key whose secret would be all zero',
    ),
  },
];

export const sealingOutside: readonly OutsideFact[] = [
  {
    says: '8 today’s Signal: PQXDH and the post-quantum ratchet',
    mark: 'B',
    because: 'the original design is modelled; the fidelity page says that today’s is another',
  },
];
