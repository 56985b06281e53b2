/** Asked to seal again: what Ana's phone does, refuses, and never does whatever happens to it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyPlain, readableIn } from '../../../src/models/protocol/index.ts';
import {
  acquainted,
  anasPhone,
  asks,
  bundle,
  connect,
  fromServer,
  sealedToAna,
  sent,
  told,
  types,
  type Phone,
} from './sealing-phone.ts';

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
