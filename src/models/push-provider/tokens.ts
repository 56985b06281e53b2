/** Device tokens: a new one for each installation of the app; those of deleted ones are dead. */
import type { PacketOf } from '../protocol/index.ts';
import type { Provider } from './mailbox.ts';

/** By definition. */
const MS_US = 1000;

/** The same installation always gets the same token; a new one ends those before it. */
export function giveToken(
  provider: Provider,
  { install }: PacketOf<'askToken'>,
  device: number,
): void {
  const { tokens } = provider.store.disk;
  const token = `${provider.name}/${provider.topology.nodes[device]?.name ?? device}/i${install}`;
  for (const known of tokens.values()) {
    if (known.device === device && known.endedAtUs < 0 && known.install !== install) {
      known.endedAtUs = provider.localTimeUs();
    }
  }
  if (!tokens.has(token)) tokens.set(token, { device, install, endedAtUs: -1 });
  provider.send(device, { type: 'deviceToken', token });
}

export type TokenState =
  | { readonly state: 'active'; readonly device: number }
  | { readonly state: 'unknown'; readonly device: -1 }
  /** By the provider's clock, in milliseconds: when it was found to be no longer active. */
  | { readonly state: 'ended'; readonly device: number; readonly timestampMs: number };

export function tokenState({ store }: Provider, token: string): TokenState {
  const known = store.disk.tokens.get(token);
  if (known === undefined) return { state: 'unknown', device: -1 };
  const { device, endedAtUs } = known;
  if (endedAtUs < 0) return { state: 'active', device };
  return { state: 'ended', device, timestampMs: Math.floor(endedAtUs / MS_US) };
}
