/** Ana's phone seals: its own keys, those of others, and what it cannot open. */
import { describe, expect, test } from 'vitest';
import { openCopy, readableIn, type Packet } from '../../../src/models/protocol/index.ts';
import {
  acquainted,
  anasPhone,
  bundle,
  connect,
  fromServer,
  sealedToAna,
  sent,
  told,
  types,
} from './sealing-phone.ts';

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
