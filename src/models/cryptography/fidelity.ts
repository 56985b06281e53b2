/** What the real cryptography models, and what it leaves out. */
import type { Fidelity } from '../protocol/index.ts';

export const fidelity: Fidelity = {
  models: [
    'X25519 and XEdDSA signatures; X3DH with a signed prekey and one-time prekeys, each used once',
    'the Double Ratchet: a key for each message, new secrets when the talk changes sides',
    'messages out of order: at most 2,000 skipped keys and 5 chains are kept, 25,000 numbers jumped',
    'AES-256-CBC with HMAC-SHA256 cut to 8 bytes, bound to both identities and the header',
    'sender keys: a group’s message is encrypted and signed once, its key given pairwise before',
    'safety numbers of 60 digits and the code to scan, as libsignal computes them',
    'an operator in the middle with keys of its own: the safety numbers of the two then differ',
  ],
  leavesOut: [
    'secrecy: all keys follow from the seed of the run, so that the same run has the same bytes',
    'libsignal’s byte layout: headers are text here, and ids stand for published public keys',
    'keys against quantum computers: Signal’s PQXDH and its third ratchet',
    'a new signed prekey from time to time, and sessions that end by age',
    'constant time: a JavaScript engine promises none',
  ],
  assumes:
    'X3DH and the Double Ratchet as in the original design and WhatsApp’s paper. Limits are those of ' +
    'libsignal; a run that loses more than 2,000 messages in a row differs from sealing by labels.',
  sources: [
    'signal.org, The X3DH Key Agreement Protocol, The Double Ratchet Algorithm, XEdDSA',
    'signalapp/libsignal, rust/protocol at b056faa6: labels, limits, test values',
    'WhatsApp Encryption Overview, technical white paper: sender keys, security codes',
    'RFC 7748, RFC 5869',
  ],
};
