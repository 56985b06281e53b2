/** What the key registry models, and what it leaves out. */
import type { Fidelity } from '../protocol/index.ts';

export const fidelity: Fidelity = {
  models: [
    'a bundle for each device: identity key, signed prekey, one-time prekeys, by their ids',
    'each one-time prekey is handed out once; with none left a session begins without one',
    'a device that has few left is asked for more; one that is away is not reached',
    'a reinstalled device replaces its identity key, and contacts learn it when they next ask',
    'an operator who hands out keys of its own and sits in the middle, with the chat servers',
  ],
  leavesOut: [
    'the keys themselves: bundles hold ids; real cryptography draws the keys that they stand for',
    'who may register for a device: a device is who it says it is',
    'a new signed prekey from time to time, and keys against quantum computers',
    'a public log in which a swapped key would show',
  ],
  assumes:
    'Bundles as in X3DH. Fewer than 10 one-time prekeys count as few, and a restart takes 300 ms ' +
    '(our choices).',
  sources: [
    'signal.org, The X3DH Key Agreement Protocol, revision 1: publishing keys, sending the initial message',
    'Signal for iOS, refresh of one-time prekeys: 100 are made at a time',
  ],
};
