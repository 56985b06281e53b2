/** An operator in the middle: its registry gives out its own keys, and its servers use them. */
import { EVERYBODY, isStandIn, type ChatMessage, type SealedCopy } from '../protocol/index.ts';
import type { Server } from './requests.ts';

/**
 * The message as it goes on: what is sealed to a key of the operator's is opened here, and sealed to
 * the device's own, so that nobody misses anything. With an honest registry there is no such copy.
 */
export function passedOn(server: Server, message: ChatMessage): ChatMessage {
  const { name, sealed } = message;
  if (sealed === undefined || !sealed.some(isStandIn)) return message;
  const luck: Server['luck'] = (purpose, ...key) => server.luck(purpose, ...key);
  const pass = (copy: SealedCopy): SealedCopy => {
    if (!isStandIn(copy)) return copy;
    return copy.device === EVERYBODY ? asGiven(copy) : server.sealing.passOn(luck, copy, name);
  };
  return { ...message, sealed: sealed.map(pass) };
}

/** The operator has been given the sender key, and has given it on: the copy itself needs no change. */
const asGiven = (copy: SealedCopy): SealedCopy => ({
  ...copy,
  holders: (copy.holders ?? []).map((key) => key.split('/').slice(-2).join('/')),
});
