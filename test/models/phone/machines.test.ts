/** The phone's machines: the same by XState and by the compiled executor, every state reached. */
import { expect, test } from 'vitest';
import { phone } from '../../../src/models/phone/index.ts';
import type { MachineEvent } from '../../../src/statechart/index.ts';
import { expectSameAsXState } from '../../statechart/equivalence.ts';
import { rounds } from '../../proof-size.ts';

const machineOf = (region: string) => phone.regions.find(({ name }) => name === region)!.machine;

const life: readonly MachineEvent[] = [
  { type: 'BACKGROUND' },
  { type: 'FOREGROUND' },
  { type: 'SUSPEND' },
  { type: 'KILL' },
  { type: 'LAUNCH' },
  { type: 'PUSH', wakes: true },
  { type: 'PUSH', wakes: false },
];

const network: readonly MachineEvent[] = [
  { type: 'NETWORK_UP', bearer: 'wifi', listens: true },
  { type: 'NETWORK_UP', bearer: 'cellular', listens: false },
  { type: 'NETWORK_DOWN', listens: true },
  { type: 'NETWORK_DOWN', listens: false },
];

const named = (...types: readonly string[]): MachineEvent[] => types.map((type) => ({ type }));

const socket = named('OPENED', 'REFUSED', 'CLOSED', 'PONG');

test.each([
  ['app', life, ['background', 'foreground', 'killed', 'suspended']],
  ['network', network, ['cellular', 'none', 'wifi']],
  [
    'connection',
    [...life, ...network, ...socket],
    ['connected', 'connecting', 'disconnected', 'reconnecting'],
  ],
  ['radio', [{ type: 'TRAFFIC' }, ...network], ['active', 'idle', 'tail']],
  [
    'upload',
    [
      ...life,
      ...network,
      ...named('UPLOAD', 'UPLOAD_URLS', 'PART_STORED', 'PARTS_STORED', 'UPLOADED'),
      ...named('UPLOAD_URL_REFUSED', 'UPLOAD_FAILED', 'UPLOAD_REFUSED', 'UPLOAD_STOPPED'),
    ],
    ['asking', 'completing', 'idle', 'sending', 'waiting'],
  ],
  [
    'download',
    [
      ...life,
      ...network,
      ...named('DOWNLOAD', 'DOWNLOAD_URL', 'DOWNLOADED', 'DOWNLOAD_URL_REFUSED'),
      ...named('DOWNLOAD_FAILED', 'DOWNLOAD_REFUSED', 'DOWNLOAD_STOPPED'),
    ],
    ['asking', 'fetching', 'idle', 'waiting'],
  ],
] as const)('the %s machine behaves as under XState', (region, events, states) => {
  const { reached } = expectSameAsXState(machineOf(region), {
    events,
    runs: rounds(60, 20),
    steps: 150,
    // Fixed, because chance might leave a rare state out.
    seed: 1,
  });
  expect(reached).toEqual(states);
});
