/** Sentences about keys, and about who can open what. */
import type { RecordName } from '../models/index.ts';
import type { Telling } from './telling.ts';

export const SEALING_SENTENCES: Partial<Record<RecordName, (told: Telling) => string>> = {
  reinstalled: (told) => `${told.person} deletes the app on ${told.node} and installs it anew`,
  registered: (told) =>
    `${told.node} keeps ${told.key('key')} and ${countOf(told.number('prekeys'))}`,
  handedOut: (told) => {
    const left = countOf(told.number('prekeys'));
    if (told.text('prekey') !== '') {
      return `${told.node} hands out ${told.key('key')} with a one-time prekey and keeps ${left}`;
    }
    return `${told.node} hands out ${told.key('key')} alone: no one-time prekey is left`;
  },
  sealed: (told) => `${told.node} seals ${told.message} to ${told.key('key')}`,
  sealedOnce: (told) =>
    `${told.node} seals ${told.message} once, with ${told.key('key')}, for ${told.number('devices')} devices`,
  unsealed: (told) => `${told.node} opens the seal of ${told.message}`,
  cannotOpen: (told) =>
    told.text('key') === ''
      ? `${told.node} cannot open ${told.message}: there is no copy for it`
      : `${told.node} cannot open ${told.message}: it is sealed to ${told.key('key')}`,
  keyChanged: (told) => {
    const other = told.other('device');
    return `${told.node} shows that ${other} has a new key: ${told.key('after')}`;
  },
  keyAccepted: (told) => `${told.person} trusts ${told.key('key')}`,
  exposed: (told) => `${told.node} can read ${told.message}`,
};

const countOf = (prekeys: number): string =>
  prekeys === 1 ? '1 one-time prekey' : `${prekeys} one-time prekeys`;
