/** A scenario that never ends at one instant is stopped, and told which nodes go round. */
import { expect, test } from 'vitest';
import { designFor, type Scenario } from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';
import { chatScenario } from './chat.ts';

const none = { floorMs: 0, jitterMs: 0, loss: 0 };

test('phones without backoff against a balancer without servers, over wires without delay', () => {
  const chat = chatScenario({ script: [], design: { backoff: 'none' } });
  const scenario: Scenario = {
    ...chat,
    nodes: chat.nodes.filter(({ kind }) => kind !== 'chat-server'),
    network: { mobile: none, datacentre: none, push: none },
  };
  const run = new Run({
    scenario,
    design: designFor(scenario),
    seed: '1',
    plan: { items: [] },
    edits: [],
  });
  expect(run.finish()).toBe('stopped');
  expect(run.stop?.limit).toBe('eventsAtOneInstant');
  const sentence = run.stop?.sentence((node) => scenario.nodes[node]?.name ?? '');
  expect(sentence).toContain('10,001 events happened at this one instant');
  expect(sentence).toMatch(/balancer/);
  expect(sentence).toMatch(/ana|ben/);
});

test('a stopped run stays stopped', () => {
  const chat = chatScenario({ script: [], design: { backoff: 'none' } });
  const scenario: Scenario = {
    ...chat,
    nodes: chat.nodes.filter(({ kind }) => kind !== 'chat-server'),
    network: { mobile: none, datacentre: none, push: none },
  };
  const input = {
    scenario,
    design: designFor(scenario),
    seed: '1',
    plan: { items: [] },
    edits: [],
  };
  const run = new Run(input);
  run.finish();
  const { length } = run.trace;
  expect(run.step()).toBe(false);
  expect(run.trace.length).toBe(length);
});
