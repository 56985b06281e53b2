/** The key registry: bundles in and out, prekeys that run out, and what survives its process. */
import { describe, expect, test } from 'vitest';
import { keyRegistry } from '../../../src/models/key-registry/index.ts';
import type { MachineEvent } from '../../../src/statechart/index.ts';
import { expectSameAsXState } from '../../statechart/equivalence.ts';
import { fakeNode } from '../fake-node.ts';

const createRegistry = () => {
  const registry = fakeNode(keyRegistry, {
    name: 'keys',
    topology: {
      nodes: [
        { name: 'keys', kind: 'key-registry' },
        { name: 'ana', kind: 'phone' },
        { name: 'ben', kind: 'phone' },
      ],
    },
  });
  registry.advanceMs(1000);
  registry.news();
  return registry;
};

type Registry = ReturnType<typeof createRegistry>;

const register = (registry: Registry, device: string, prekeys: number, install = 1) => {
  const key = `${device}/k${install}`;
  registry.deliver({ type: 'registerKeys', key, signedPrekey: `${key}/s1`, prekeys }, device);
};

const fetchKeys = (registry: Registry, device: string, known = '') => {
  registry.answers();
  registry.deliver({ type: 'fetchKeys', device, known }, 'ana');
  return registry.answers();
};

const bundleOf = (key: string, prekey: string) => ({
  type: 'keyBundle',
  device: 'ben',
  key,
  signedPrekey: key === '' ? '' : `${key}/s1`,
  prekey,
});

const stock = (registry: Registry): string => registry.state('prekeys');

describe('a bundle', () => {
  test('is kept, and handed out with a one-time prekey that nobody gets again', () => {
    const registry = createRegistry();
    register(registry, 'ben', 100);
    expect(registry.answers()).toEqual([{ type: 'keysRegistered', key: 'ben/k1', prekeys: 100 }]);
    expect(fetchKeys(registry, 'ben')).toEqual([bundleOf('ben/k1', 'ben/k1/o1')]);
    expect(fetchKeys(registry, 'ben')).toEqual([bundleOf('ben/k1', 'ben/k1/o2')]);
    expect(registry.inspect()).toEqual({
      tables: [
        {
          title: 'Public keys',
          columns: ['device', 'identity key', 'signed prekey', 'one-time prekeys left'],
          rows: [['ben', 'ben/k1', 'ben/k1/s1', 98]],
        },
      ],
      vital: { label: 'devices', value: 1 },
    });
  });

  test('costs no prekey when the asker knows the key already', () => {
    const registry = createRegistry();
    register(registry, 'ben', 100);
    expect(fetchKeys(registry, 'ben', 'ben/k1')).toEqual([bundleOf('ben/k1', '')]);
    expect(registry.inspect().tables[0]!.rows[0]!.at(-1)).toBe(100);
  });

  test('of a device that never registered is empty', () => {
    expect(fetchKeys(createRegistry(), 'ben')).toEqual([bundleOf('', '')]);
  });

  test('sent twice brings no prekey twice', () => {
    const registry = createRegistry();
    register(registry, 'ben', 2);
    fetchKeys(registry, 'ben');
    register(registry, 'ben', 2);
    expect(fetchKeys(registry, 'ben')[0]).toEqual(bundleOf('ben/k1', 'ben/k1/o2'));
    expect(fetchKeys(registry, 'ben')[0]).toEqual(bundleOf('ben/k1', ''));
  });

  test('of a new installation takes the place of the old one', () => {
    const registry = createRegistry();
    register(registry, 'ben', 100);
    fetchKeys(registry, 'ben');
    register(registry, 'ben', 100, 2);
    expect(fetchKeys(registry, 'ben', 'ben/k1')).toEqual([bundleOf('ben/k2', 'ben/k2/o1')]);
  });
});

test('the stock is empty, then stocked, low and exhausted, and the device is asked for more', () => {
  const registry = createRegistry();
  expect(stock(registry)).toBe('empty');
  register(registry, 'ben', 11);
  expect(stock(registry)).toBe('stocked');
  expect(fetchKeys(registry, 'ben')).toHaveLength(1);
  expect(fetchKeys(registry, 'ben').at(-1)).toEqual({ type: 'prekeysLow', key: 'ben/k1' });
  expect(stock(registry)).toBe('low');
  for (let left = 9; left > 0; left -= 1) fetchKeys(registry, 'ben');
  expect(stock(registry)).toBe('exhausted');
  const given = registry.news().filter((line) => line.startsWith('handedOut'));
  expect(given.at(-1)).toBe('handedOut key=ben/k1 prekey=ben/k1/o11 prekeys=0');
  register(registry, 'ben', 111);
  expect(stock(registry)).toBe('stocked');
});

test('a crash loses nothing, and until the process has started it answers nobody', () => {
  const registry = createRegistry();
  register(registry, 'ben', 3);
  registry.crash();
  registry.restart();
  expect(registry.state('registry')).toBe('starting');
  expect(fetchKeys(registry, 'ben')).toEqual([]);
  expect(registry.news().at(-1)).toBe('refused reason=unavailable from=1');
  registry.advanceMs(300);
  expect(registry.state('registry')).toBe('serving');
  expect(fetchKeys(registry, 'ben')[0]).toEqual(bundleOf('ben/k1', 'ben/k1/o1'));
});

test('a packet that it does not understand is refused', () => {
  const registry = createRegistry();
  registry.deliver({ type: 'ping' }, 'ana');
  expect(registry.news()).toEqual(['refused reason=badRequest from=1']);
});

const stocks: readonly MachineEvent[] = ['NOBODY', 'ENOUGH', 'LOW', 'NONE_LEFT'].map((type) => ({
  type,
}));

test.each([
  ['registry', [], ['serving', 'starting']],
  ['prekeys', stocks, ['empty', 'exhausted', 'low', 'stocked']],
] as const)('the %s machine behaves as under XState', (region, events, states) => {
  const { machine } = keyRegistry.regions.find(({ name }) => name === region)!;
  expect(expectSameAsXState(machine, { events }).reached).toEqual(states);
});

describe('a device that was removed', () => {
  const unregister = (registry: Registry, device: string, install: number) =>
    registry.deliver({ type: 'unregisterKeys', key: `${device}/k${install}` }, device);

  test('has no bundle any more, and nobody else loses theirs', () => {
    const registry = createRegistry();
    register(registry, 'ben', 100);
    register(registry, 'ana', 100);
    unregister(registry, 'ben', 1);
    expect(fetchKeys(registry, 'ben')).toEqual([bundleOf('', '')]);
    expect(stock(registry)).toBe('stocked');
    unregister(registry, 'ana', 1);
    expect(stock(registry)).toBe('empty');
  });

  test('and linked anew keeps its new keys when old news comes late', () => {
    const registry = createRegistry();
    register(registry, 'ben', 100);
    register(registry, 'ben', 100, 2);
    unregister(registry, 'ben', 1);
    expect(fetchKeys(registry, 'ben')).toEqual([bundleOf('ben/k2', 'ben/k2/o1')]);
  });
});
