/** A provider with one device on the bench: what is asked of it, what it answers, what leaves. */
import { pushProvider } from '../../../src/models/push-provider/index.ts';
import type { PacketOf } from '../../../src/models/protocol/index.ts';
import { fakeNode } from '../fake-node.ts';

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

type Settings = Readonly<Record<string, string | number>>;

export const create = (flavour: 'apns' | 'fcm', own: Settings = {}, phone: Settings = {}) =>
  fakeNode(pushProvider, {
    name: flavour,
    settings: { flavour, ...own },
    topology: {
      nodes: [
        { name: flavour, kind: 'push-provider' },
        {
          name: 'ben',
          kind: 'phone',
          settings: { user: 'ben', platform: flavour === 'fcm' ? 'android' : 'ios', ...phone },
        },
        { name: 'notifier', kind: 'notification-service' },
      ],
    },
  });

export type Provider = ReturnType<typeof create>;
type Request = Partial<PacketOf<'pushRequest'>>;

export const ask = (provider: Provider, name: string, options: Request = {}) =>
  provider.deliver(
    { type: 'pushRequest', user: 'ben', name, text: 'Hi', collapseId: '', ...options },
    'notifier',
  );

/** Status and reason of every request since the last call. */
export const answers = (provider: Provider): string[] =>
  provider.sent.splice(0).flatMap(({ packet }) => {
    if (packet.type !== 'pushResponse') return [];
    return [packet.reason === undefined ? `${packet.status}` : `${packet.status} ${packet.reason}`];
  });

/** Names of the pushes that left since the last call. */
export const pushed = (provider: Provider): string[] =>
  provider.sent.splice(0).flatMap(({ packet }) => (packet.type === 'push' ? [packet.name] : []));

export const acknowledge = (provider: Provider, name: string) =>
  provider.deliver({ type: 'pushAck', name }, 'ben');

/** A provider whose device has been found silent, with nothing kept for it. */
export const off = (flavour: 'apns' | 'fcm'): Provider => {
  const provider = create(flavour);
  ask(provider, 'probe', { ttlS: 0 });
  provider.advanceMs(5000);
  provider.sent.splice(0);
  return provider;
};

export const kept = (provider: Provider) =>
  provider.inspect().tables[0]!.rows.map(([, , name]) => name);
export const bytes = (count: number) => 'x'.repeat(count);
