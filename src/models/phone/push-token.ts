/** The token under which this installation of the app can be pushed to. */
import { ownProvider } from './notifications.ts';
import { isConnected, send, sendToServer, type PhoneNode } from './phone-node.ts';
import { userOf } from './phone-store.ts';

/** At each connection, as apps do at each launch: tokens may change, and servers may forget. */
export function greetPush(node: PhoneNode): void {
  if (node.knobs.pushTokens !== 'registered') return;
  const { pushToken, keys } = node.store.disk;
  const provider = ownProvider(node);
  if (provider === undefined) return;
  if (pushToken === '') send(node, provider, { type: 'askToken', install: keys.install }, 0);
  else register(node, provider);
}

export function receiveToken(node: PhoneNode, token: string, provider: number): void {
  node.store.disk.pushToken = token;
  if (isConnected(node)) register(node, provider);
}

function register(node: PhoneNode, provider: number): void {
  const { pushToken: token } = node.store.disk;
  sendToServer(node, { type: 'registerToken', user: userOf(node.spec), token, provider });
}
