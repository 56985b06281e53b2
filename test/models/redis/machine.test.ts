/** The machines of Redis: the same as under XState, each of their states reached. */
import { describe, expect, test } from 'vitest';
import {
  clusterMachine,
  expiryMachine,
  fileMachine,
  replicationMachine,
  serverMachine,
} from '../../../src/models/redis/machine.ts';
import { expectSameAsXState } from '../../statechart/equivalence.ts';

describe('the machines of Redis', () => {
  test.each([
    { machine: serverMachine, events: ['any'], states: ['loading', 'online'] },
    { machine: expiryMachine, events: ['keysExpire', 'noKeyExpires'], states: ['cycling', 'idle'] },
    { machine: fileMachine, events: ['written'], states: ['synced', 'unsynced'] },
    { machine: clusterMachine, events: ['clusterFails', 'clusterHolds'], states: ['fail', 'ok'] },
    {
      machine: replicationMachine,
      events: [
        'follow',
        'fullResync',
        'loaded',
        'continueSync',
        'heard',
        'linkLost',
        'promote',
        'promoted',
      ],
      states: ['connect', 'connected', 'connecting', 'master', 'promoting', 'sync'],
    },
  ])('$machine.id', ({ machine, events, states }) => {
    const { reached } = expectSameAsXState(machine, { events: events.map((type) => ({ type })) });
    expect(reached).toEqual(states);
  });
});
