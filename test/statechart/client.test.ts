/** The phone-like machine: the same as XState, and kept in few bytes. */
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/statechart/index.ts';
import { clientEvents, clientMachine } from './client-machine.ts';
import { expectSameAsXState } from './equivalence.ts';

describe("a phone's connection", () => {
  test('behaves as under XState and reaches each of its states', () => {
    const { reached } = expectSameAsXState(clientMachine, {
      events: clientEvents,
      input: { id: 7 },
      runs: 60,
      steps: 200,
    });
    expect(reached).toEqual([
      'authenticating',
      'backoff',
      'connecting',
      'offline',
      'online',
      'syncing',
    ]);
  });

  test('numbers its states, timers and events in the order of the machine', () => {
    const compiled = compile(clientMachine, { input: { id: 0 } });
    expect(compiled.stateNames).toEqual([
      'offline',
      'connecting',
      'authenticating',
      'syncing',
      'online',
      'backoff',
    ]);
    expect(compiled.timers.map((timer) => timer.name)).toEqual([
      'connecting after 5000',
      'authenticating after 3000',
      'syncing after 10000',
      'online after 30000',
      'backoff after backoffDelay',
    ]);
    expect(compiled.events).toContain('CONNECTED');
  });
});
