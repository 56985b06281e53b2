/** Sealing by real cryptography, in the shape of sealing by labels: the same run leaves the same trace. */
import { bytesOf, EVERYBODY, padBody, type Sealing } from '../protocol/index.ts';
import { passOn } from './operator.ts';
import { learnSenderKey, openForGroup, sealForGroup, senderKey } from './sender-keys.ts';
import { openLetter, sealLetter } from './sessions.ts';

export const realSealing: Sealing = {
  kind: 'real',
  seal(sealer, letter) {
    const { device, key, text } = letter;
    return {
      device,
      key,
      length: bytesOf(text),
      body: padBody(sealLetter(sealer, letter), text.length),
    };
  },
  open: openLetter,
  senderKey,
  learnSenderKey,
  sealForGroup(sealer, letter) {
    const { key, text, number, holders } = letter;
    const body = padBody(sealForGroup(sealer, letter), text.length);
    return { device: EVERYBODY, key, length: bytesOf(text), body, number, holders };
  },
  openForGroup,
  passOn,
};
