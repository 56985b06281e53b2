/** The tokens that phones have registered: where to push for a user, until a provider says no. */
import type { PacketOf } from '../protocol/index.ts';
import { providersOf, type NotificationService } from './lanes.ts';

export interface PushTarget {
  readonly provider: number;
  /** '' where the deployment itself tells a user's devices. */
  readonly token: string;
}

/** By definition. */
const MS_US = 1000;

export function registerToken(
  service: NotificationService,
  { user, token, provider }: PacketOf<'registerToken'>,
): void {
  const { tokens } = service.store.disk;
  const own = tokens.get(user) ?? new Map();
  own.set(token, { provider, registeredAtUs: service.localTimeUs() });
  tokens.set(user, own);
}

/** Without a token nobody can be pushed to: then there is no target at all. */
export function targetsOf(service: NotificationService, user: string): readonly PushTarget[] {
  if (service.knobs.pushTokens === 'known') {
    return providersOf(service, user).map((provider) => ({ provider, token: '' }));
  }
  const own = service.store.disk.tokens.get(user) ?? new Map<string, { provider: number }>();
  return [...own].map(([token, { provider }]) => ({ provider, token }));
}

/**
 * A provider says that a token is dead. APNs says since when: a token that was registered after that
 * is kept, for the app was installed again meanwhile.
 */
export function forgetToken(
  { store }: NotificationService,
  user: string,
  { token = '', timestampMs = Infinity }: PacketOf<'pushResponse'>,
): void {
  const own = store.disk.tokens.get(user);
  const known = own?.get(token);
  if (known !== undefined && known.registeredAtUs / MS_US <= timestampMs) own?.delete(token);
}
