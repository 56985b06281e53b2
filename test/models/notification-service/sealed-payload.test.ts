/** What a push carries of a sealed message, from the notification service to the device. */
import { describe, expect, test } from 'vitest';
import { notificationService } from '../../../src/models/notification-service/index.ts';
import { sealText, type Packet, type PacketOf } from '../../../src/models/protocol/index.ts';
import { pushProvider } from '../../../src/models/push-provider/index.ts';
import { fakeNode } from '../fake-node.ts';

const nodes = [
  { name: 'notifier', kind: 'notification-service' },
  { name: 'apns', kind: 'push-provider', settings: { flavour: 'apns' } },
  { name: 'ben', kind: 'phone', settings: { user: 'ben', platform: 'ios' } },
  { name: 'ben-tablet', kind: 'phone', settings: { user: 'ben', platform: 'ios' } },
  { name: 'server-1', kind: 'chat-server' },
] as const;

const sealed = ['ben', 'ben-tablet'].map((device) =>
  sealText('Six?', 'ana/m1', device, `${device}/k1`),
);

/** What the provider is asked to push under a policy. */
function requested(pushPayload: string, notice: Partial<PacketOf<'notify'>>) {
  const service = fakeNode(notificationService, {
    name: 'notifier',
    knobs: { pushPayload },
    topology: { nodes },
  });
  service.deliver({ type: 'notify', user: 'ben', name: 'ana/m1', text: '', ...notice }, 'server-1');
  const [request] = service.answers() as PacketOf<'pushRequest'>[];
  return { text: request!.text, copies: request!.sealed?.length };
}

describe('the notification service', () => {
  test('passes sealed copies on where the policy says so, and no words', () => {
    expect(requested('sealed', { sealed })).toEqual({ text: '', copies: 2 });
    expect(requested('ping', { sealed })).toEqual({ text: 'New message', copies: undefined });
  });

  test('cannot say what no phone has handed over, nor seal what was not sealed', () => {
    expect(requested('clear', { sealed })).toEqual({ text: 'New message', copies: undefined });
    expect(requested('clear', { sealed, text: 'Six?' })).toEqual({
      text: 'Six?',
      copies: undefined,
    });
    expect(requested('sealed', { text: 'Six?' })).toEqual({
      text: 'New message',
      copies: undefined,
    });
  });
});

describe('the push provider', () => {
  const request = (text: string, copies = sealed): Packet => ({
    type: 'pushRequest',
    user: 'ben',
    name: 'ana/m1',
    text,
    collapseId: '',
    sealed: copies,
  });
  const createProvider = () =>
    fakeNode(pushProvider, { name: 'apns', settings: { flavour: 'apns' }, topology: { nodes } });

  test('sends each device its own copy, and shows no words', () => {
    const provider = createProvider();
    provider.deliver(request(''), 'notifier');
    const pushes = provider.sent.flatMap(({ to, packet }) =>
      packet.type === 'push' ? [`${to}: ${packet.sealed!.map(({ key }) => key).join()}`] : [],
    );
    expect(pushes).toEqual(['ben: ben/k1', 'ben-tablet: ben-tablet/k1']);
    const shown = provider.inspect().tables[0]!.rows.map((row) => row[3]);
    expect(shown).toEqual(['4 bytes sealed to ben/k1', '4 bytes sealed to ben-tablet/k1']);
  });

  test('counts sealed bytes against its limit', () => {
    const provider = createProvider();
    const long = [sealText('x'.repeat(4097), 'ana/m1', 'ben', 'ben/k1')];
    provider.deliver(request('', long), 'notifier');
    const [answer] = provider.answers() as PacketOf<'pushResponse'>[];
    expect(answer!.status).toBe(413);
  });
});
