/** The data meter of a phone (setting `meter`): what each packet of its connection costs on the wire. */
import { carriedBytes, type Packet, type Way } from '../protocol/index.ts';
import type { PhoneNode } from './phone-node.ts';

/** Our choice, as how much a browser or an app adds to a request: settings of the phone. */
const REQUEST_BYTES = 500;
const RESPONSE_BYTES = 250;

export function noteCarried(node: PhoneNode, way: Way, packet: Packet): void {
  const { settings } = node.spec;
  if (settings['meter'] === undefined) return;
  const headers = {
    requestBytes: Number(settings['requestBytes'] ?? REQUEST_BYTES),
    responseBytes: Number(settings['responseBytes'] ?? RESPONSE_BYTES),
  };
  const { transport } = node.knobs;
  for (const each of carriedBytes(transport, way, packet, headers)) {
    node.record('carried', { way: each.way, bytes: each.bytes, requests: each.requests });
  }
}
