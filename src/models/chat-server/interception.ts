/** An operator in the middle: its registry gives out its own keys, and its servers use them. */
import { isStandIn, openCopy, realKeyOf, sealText, type ChatMessage } from '../protocol/index.ts';

/**
 * The message as it goes on: what is sealed to a key of the operator's is opened here, and sealed to
 * the device's own, so that nobody misses anything. With an honest registry there is no such copy.
 */
export function passedOn(message: ChatMessage): ChatMessage {
  const { name, sealed } = message;
  if (sealed === undefined || !sealed.some(isStandIn)) return message;
  return {
    ...message,
    sealed: sealed.map((copy) => {
      if (!isStandIn(copy)) return copy;
      return sealText(openCopy(copy, name), name, copy.device, realKeyOf(copy));
    }),
  };
}
