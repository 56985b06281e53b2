/** Ana's phone seals: keys fetched, kept, changed; what it cannot open; what it seals again. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phone } from '../../../src/models/phone/index.ts';
import {
  copyPlain,
  openCopy,
  readableIn,
  sealText,
  type Packet,
  type PacketOf,
  type StoredMessage,
} from '../../../src/models/protocol/index.ts';
import { fakeNode } from '../fake-node.ts';

const NODES = [
  { name: 'ana', kind: 'phone' },
  { name: 'ben', kind: 'phone' },
  { name: 'ben-tablet', kind: 'phone', settings: { user: 'ben' } },
  { name: 'balancer', kind: 'load-balancer' },
  { name: 'server-1', kind: 'chat-server' },
  { name: 'apns', kind: 'push-provider', settings: { flavour: 'apns' } },
  { name: 'keys', kind: 'key-registry' },
] as const;

const anasPhone = (knobs: Record<string, string | number> = {}) => {
  const ana = fakeNode(phone, {
    name: 'ana',
    topology: { nodes: NODES, conversations: [{ name: 'ana-ben', members: ['ana', 'ben'] }] },
    knobs: { encryption: 'pairwise', ...knobs },
  });
  connect(ana);
  return ana;
};

type Phone = ReturnType<typeof anasPhone>;

function connect(ana: Phone): void {
  ana.deliver({ type: 'opened', server: 4 }, 'server-1', ana.node.store.memory.connection);
}

const fromServer = (ana: Phone, packet: Packet) =>
  ana.deliver(packet, 'server-1', ana.node.store.memory.connection);

const bundle = (device: string, key = `${device}/k1`, prekey = `${key}/o1`): Packet => ({
  type: 'keyBundle',
  device,
  key,
  signedPrekey: `${key}/s1`,
  prekey,
});

const types = (ana: Phone, text: string) =>
  ana.operate({ act: 'type', conversation: 'ana-ben', text });

const sent = <Type extends Packet['type']>(ana: Phone, type: Type): PacketOf<Type>[] =>
  ana.sent.flatMap(({ packet }) => (packet.type === type ? [packet as PacketOf<Type>] : []));

const told = (ana: Phone, kind: string): string[] =>
  ana.log.filter((line) => line.startsWith(`${kind} `));

/** A message of Ben's, sealed to a key of Ana's. */
const sealedToAna = (name: string, sequence: number, key = 'ana/k1'): StoredMessage => ({
  name,
  conversation: 'ana-ben',
  sender: 'ben',
  text: '',
  typedAtUs: sequence,
  sequence,
  sealed: [sealText(`Text of ${name}`, name, 'ana', key)],
});

/** Knows both of Ben's devices, and has sent a message that got one tick. */
function acquainted(knobs: Record<string, string | number> = {}): Phone {
  const ana = anasPhone(knobs);
  types(ana, 'Six?');
  ana.deliver(bundle('ben'), 'keys');
  ana.deliver(bundle('ben-tablet'), 'keys');
  fromServer(ana, { type: 'publishAck', name: 'ana/m1', evidence: 'store', sequence: 1 });
  return ana;
}

const asks = (ana: Phone, device = 'ben', key = 'ben/k2', name = 'ana/m1') =>
  fromServer(ana, { type: 'askAgain', name, sender: 'ana', device, key });

describe('its own keys', () => {
  test('are left with the registry on the first connection, until it confirms', () => {
    const ana = anasPhone({ oneTimePrekeys: 20 });
    const keys = { key: 'ana/k1', signedPrekey: 'ana/k1/s1', prekeys: 20 };
    expect(sent(ana, 'registerKeys')).toEqual([{ type: 'registerKeys', ...keys }]);
    ana.advanceMs(3000);
    expect(sent(ana, 'registerKeys')).toHaveLength(2);
    ana.deliver({ type: 'keysRegistered', key: 'ana/k1', prekeys: 20 }, 'keys');
    ana.advanceMs(9000);
    expect(sent(ana, 'registerKeys')).toHaveLength(2);
  });

  test('get more prekeys when few are left, once for each time it is told', () => {
    const ana = anasPhone({ oneTimePrekeys: 20 });
    ana.deliver({ type: 'keysRegistered', key: 'ana/k1', prekeys: 20 }, 'keys');
    ana.deliver({ type: 'prekeysLow', key: 'ana/k1' }, 'keys');
    ana.deliver({ type: 'prekeysLow', key: 'ana/k1' }, 'keys');
    ana.deliver({ type: 'prekeysLow', key: 'ana/k0' }, 'keys');
    expect(sent(ana, 'registerKeys').map(({ prekeys }) => prekeys)).toEqual([20, 40]);
  });

  test('are new after a reinstall; names and connections go on counting', () => {
    const ana = acquainted();
    ana.operate({ act: 'reinstall' });
    connect(ana);
    expect(sent(ana, 'registerKeys').at(-1)!.key).toBe('ana/k2');
    types(ana, 'New phone');
    expect(ana.inspect().tables[1]!.rows).toEqual([['ana/m2', 'ana', 'New phone', null, 'clock']]);
    const opened = sent(ana, 'open').map(({ connection }) => connection);
    expect(opened).toEqual([1, 2]);
  });
});

describe('sealing', () => {
  test('waits for the keys of all devices, each asked for once', () => {
    const ana = anasPhone();
    types(ana, 'Six?');
    types(ana, 'Or seven?');
    expect(sent(ana, 'fetchKeys').map(({ device }) => device)).toEqual(['ben', 'ben-tablet']);
    ana.deliver(bundle('ben'), 'keys');
    expect(sent(ana, 'publish')).toEqual([]);
    ana.deliver(bundle('ben-tablet'), 'keys');
    const [published] = sent(ana, 'publish');
    expect(published!.message.text).toBe('');
    expect(published!.message.sealed!.map((copy) => openCopy(copy, 'ana/m1'))).toEqual([
      'Six?',
      'Six?',
    ]);
    expect(told(ana, 'sealed')).toEqual([
      'sealed ana/m1 device=1 key=ben/k1 length=4',
      'sealed ana/m1 device=2 key=ben-tablet/k1 length=4',
    ]);
  });

  test('asks a silent registry again, and one that has no keys yet', () => {
    const ana = anasPhone();
    types(ana, 'Six?');
    ana.advanceMs(3000);
    expect(sent(ana, 'fetchKeys')).toHaveLength(4);
    ana.deliver(bundle('ben', '', ''), 'keys');
    ana.advanceMs(3000);
    expect(sent(ana, 'fetchKeys')).toHaveLength(6);
  });

  test('is done once, whatever the retries', () => {
    const ana = anasPhone({ retryMs: 1000 });
    types(ana, 'Six?');
    ana.deliver(bundle('ben'), 'keys');
    ana.deliver(bundle('ben-tablet'), 'keys');
    ana.advanceMs(2500);
    expect(sent(ana, 'publish')).toHaveLength(3);
    expect(told(ana, 'sealed')).toHaveLength(2);
  });

  test('asks again for a key that is older than its cache allows', () => {
    const ana = acquainted({ keyCacheMs: 60_000, heartbeatMs: 1_000_000 });
    ana.advanceMs(60_001);
    types(ana, 'Still there?');
    expect(sent(ana, 'fetchKeys').slice(2)).toEqual([
      { type: 'fetchKeys', device: 'ben', known: 'ben/k1' },
      { type: 'fetchKeys', device: 'ben-tablet', known: 'ben-tablet/k1' },
    ]);
    expect(sent(ana, 'publish')).toHaveLength(1);
    ana.deliver(bundle('ben', 'ben/k1', ''), 'keys');
    ana.deliver(bundle('ben-tablet', 'ben-tablet/k1', ''), 'keys');
    expect(sent(ana, 'publish')).toHaveLength(2);
    expect(told(ana, 'keyChanged')).toEqual([]);
  });

  test('hands the words to the servers only for a push that says them', () => {
    const ana = acquainted({ pushPayload: 'clear' });
    expect(readableIn(sent(ana, 'publish')[0]!)).toEqual(['ana/m1']);
  });
});

describe('a message that cannot be opened', () => {
  const registered: Packet = { type: 'keysRegistered', key: 'ana/k1', prekeys: 100 };
  const dead = sealedToAna('ben/m1', 1, 'ana/k0');

  test('is asked for when contacts can find the present key, and again after longer waits', () => {
    const ana = anasPhone({ retryMs: 1000, heartbeatMs: 1_000_000 });
    fromServer(ana, { type: 'deliver', message: dead });
    expect(told(ana, 'cannotOpen')).toEqual(['cannotOpen ben/m1 key=ana/k0']);
    expect(sent(ana, 'askAgain')).toEqual([]);
    ana.deliver(registered, 'keys');
    const request = { name: 'ben/m1', sender: 'ben', device: 'ana', key: 'ana/k1' };
    expect(sent(ana, 'askAgain')).toEqual([{ type: 'askAgain', ...request }]);
    ana.advanceMs(999);
    expect(sent(ana, 'askAgain')).toHaveLength(1);
    ana.advanceMs(6001);
    expect(sent(ana, 'askAgain')).toHaveLength(4);
    expect(sent(ana, 'deliverAck')).toEqual([]);
  });

  test('is shown when it comes sealed to the right key, and asked for no more', () => {
    const ana = anasPhone();
    ana.deliver(registered, 'keys');
    fromServer(ana, { type: 'deliver', message: dead });
    fromServer(ana, { type: 'deliver', message: dead });
    expect(sent(ana, 'askAgain')).toHaveLength(1);
    expect(ana.inspect().tables.at(-1)!.rows).toEqual([['ben/m1', 'ana-ben', 'ana/k0', 1]]);
    fromServer(ana, { type: 'deliver', message: sealedToAna('ben/m1', 1) });
    expect(ana.inspect().tables[1]!.rows).toEqual([
      ['ben/m1', 'ben', 'Text of ben/m1', 1, 'delivered'],
    ]);
    expect(sent(ana, 'deliverAck')).toHaveLength(1);
    ana.advanceMs(60_000);
    expect(sent(ana, 'askAgain')).toHaveLength(1);
  });

  test('leaves no gap behind it: its number is known', () => {
    const ana = anasPhone();
    fromServer(ana, { type: 'deliver', message: dead });
    fromServer(ana, { type: 'deliver', message: sealedToAna('ben/m2', 2) });
    ana.advanceMs(2000);
    expect(told(ana, 'gap')).toEqual([]);
  });

  test('is acknowledged all the same by a phone that does not care', () => {
    const ana = anasPhone({ unopened: 'acknowledge' });
    ana.deliver(registered, 'keys');
    fromServer(ana, { type: 'deliver', message: dead });
    expect(sent(ana, 'deliverAck')).toHaveLength(1);
    expect(sent(ana, 'askAgain')).toEqual([]);
  });

  test('in a push leaves a doorbell', () => {
    const ana = anasPhone();
    ana.operate({ act: 'background' });
    const push = (name: string, key: string): Packet => ({
      type: 'push',
      name,
      text: '',
      sealed: sealedToAna(name, 1, key).sealed!,
    });
    ana.deliver(push('ben/m1', 'ana/k1'), 'apns');
    ana.deliver(push('ben/m2', 'ana/k0'), 'apns');
    expect(told(ana, 'banner')).toEqual([
      'banner ben/m1 text=Text of ben/m1',
      'banner ben/m2 text=New message',
    ]);
  });
});

describe('asked to seal again', () => {
  test('it asks the registry, shows the change and seals to the new key', () => {
    const ana = acquainted();
    asks(ana);
    expect(sent(ana, 'fetchKeys').at(-1)).toEqual({
      type: 'fetchKeys',
      device: 'ben',
      known: 'ben/k1',
    });
    ana.deliver(bundle('ben', 'ben/k2'), 'keys');
    expect(told(ana, 'keyChanged')).toEqual(['keyChanged device=1 before=ben/k1 after=ben/k2']);
    const [resealed] = sent(ana, 'reseal');
    expect(resealed!.message.sealed!.map(({ key }) => key)).toEqual(['ben/k2']);
    expect(readableIn(resealed!)).toEqual([]);
  });

  test('it believes the registry and not the request', () => {
    const ana = acquainted();
    asks(ana, 'ben', 'mallory/k1');
    ana.deliver(bundle('ben', 'ben/k1', ''), 'keys');
    expect(sent(ana, 'reseal')[0]!.message.sealed!.map(({ key }) => key)).toEqual(['ben/k1']);
  });

  test('never for what shows two ticks, or has reached its reader', () => {
    const ana = acquainted();
    fromServer(ana, {
      type: 'receipt',
      name: 'ana/m1',
      status: 'delivered',
      evidence: 'deviceAck',
      by: 'ben',
    });
    asks(ana);
    expect(told(ana, 'refused')).toEqual(['refused ana/m1 reason=alreadyDelivered from=1']);
    ana.advanceMs(10_000);
    expect(sent(ana, 'reseal')).toEqual([]);
  });

  test('nor for what it no longer has; what another device typed is not its business', () => {
    const ana = acquainted();
    asks(ana, 'ben', 'ben/k2', 'ana/m9');
    asks(ana, 'ben', 'ben/k2', 'ana-tablet/m1');
    expect(told(ana, 'refused')).toEqual(['refused ana/m9 reason=notKept from=1']);
  });

  test('block: it waits for its owner, who sees what for', () => {
    const ana = acquainted({ keyChange: 'block' });
    asks(ana);
    ana.deliver(bundle('ben', 'ben/k2'), 'keys');
    expect(sent(ana, 'reseal')).toEqual([]);
    expect(told(ana, 'awaiting').at(-1)).toBe('awaiting ana/m1 awaited=keyApproval');
    const keys = ana.inspect().tables.find(({ title }) => title === 'Keys')!;
    expect(keys.rows).toEqual([
      ['ana', 'ana/k1', null, null],
      ['ben', 'ben/k1', 'ben/k2/o1', 'ben/k2'],
      ['ben-tablet', 'ben-tablet/k1', 'ben-tablet/k1/o1', null],
    ]);
    ana.operate({ act: 'acceptKeys', conversation: 'ana-ben' });
    expect(told(ana, 'keyAccepted')).toEqual(['keyAccepted device=1 key=ben/k2']);
    expect(sent(ana, 'reseal')).toHaveLength(1);
  });

  test('block, and the policy is relaxed in the meantime', () => {
    const ana = acquainted({ keyChange: 'block' });
    asks(ana);
    ana.deliver(bundle('ben', 'ben/k2'), 'keys');
    ana.knobs = { ...ana.knobs, keyChange: 'notify' };
    types(ana, 'Hello?');
    expect(
      sent(ana, 'publish')
        .at(-1)!
        .message.sealed!.map(({ key }) => key),
    ).toEqual(['ben/k2', 'ben-tablet/k1']);
    expect(told(ana, 'keyChanged')).toHaveLength(1);
  });
});

describe('whatever happens', () => {
  const key = fc.constantFrom('ben/k1', 'ben/k2', '');
  const moves = fc.array(
    fc.oneof(
      fc.constant((ana: Phone) => types(ana, 'Six?')),
      key.map((of) => (ana: Phone) => ana.deliver(bundle('ben', of), 'keys')),
      fc.constant((ana: Phone) => ana.deliver(bundle('ben-tablet'), 'keys')),
      fc.constant((ana: Phone) => {
        ana.deliver({ type: 'keysRegistered', key: 'ana/k1', prekeys: 100 }, 'keys');
      }),
      fc.nat(3).map((n) => (ana: Phone) => asks(ana, 'ben', 'ben/k2', `ana/m${n + 1}`)),
      fc.tuple(fc.nat(2), fc.nat(2)).map(([n, install]) => (ana: Phone) => {
        const message = sealedToAna(`ben/m${n + 1}`, n + 1, `ana/k${install}`);
        fromServer(ana, { type: 'deliver', message });
      }),
      fc.nat(3).map((n) => (ana: Phone) => {
        const name = `ana/m${n + 1}`;
        fromServer(ana, { type: 'publishAck', name, evidence: 'store', sequence: n + 1 });
      }),
      fc.constant((ana: Phone) => ana.operate({ act: 'reinstall' })),
      fc.constant((ana: Phone) => ana.operate({ act: 'suspend' })),
      fc.constant((ana: Phone) => ana.operate({ act: 'foreground' })),
      fc.constant(connect),
      fc.integer({ min: 0, max: 9000 }).map((ms) => (ana: Phone) => ana.advanceMs(ms)),
    ),
    { maxLength: 60, size: 'max' },
  );

  test('no word leaves the phone, and a sleeping app has no timers', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(moves, (list) => {
        const ana = anasPhone();
        for (const move of list) {
          move(ana);
          if (ana.state('app') !== 'suspended') continue;
          expect(ana.timers().filter(({ name }) => name !== 'tell')).toEqual([]);
        }
        expect(ana.sent.flatMap(({ packet }) => readableIn(packet))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('a phone put back to a saved moment goes on from there', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(moves, moves, (before, after) => {
        const ana = anasPhone();
        for (const move of before) move(ana);
        const image = ana.node.store.save();
        const kept = copyPlain(image);
        const then = ana.inspect();
        for (const move of after) move(ana);
        expect(image).toEqual(kept);
        ana.node.store.restore(image);
        expect(ana.inspect()).toEqual(then);
      }),
      { numRuns: 25 },
    );
  });
});
