/** A ring that cannot do what its design asks is refused before it runs, with the reason. */
import { describe, expect, test } from 'vitest';
import type { AnyDesign, NodeSpec } from '../../src/models/index.ts';
import { missingNodes } from '../../src/lesson/index.ts';
import {
  designFor,
  designKnobs,
  pathText,
  validateScenario,
  type Scenario,
} from '../../src/scenarios/index.ts';
import { TWO_USERS } from './two-users.ts';

function onRing(count: number, design: AnyDesign, settings: NodeSpec['settings'] = {}): Scenario {
  const nodes = TWO_USERS.nodes.filter(({ kind }) => kind !== 'cassandra');
  const ring = Array.from({ length: count }, (_, n): NodeSpec => {
    return { name: `cassandra-${n + 1}`, kind: 'cassandra', settings: n === 0 ? settings : {} };
  });
  return { ...TWO_USERS, nodes: [...nodes, ...ring], design };
}

const wrongs = (scenario: Scenario): string[] =>
  validateScenario(scenario, designKnobs).map(
    ({ path, message }) => `${pathText(path)}: ${message}`,
  );

const place = onRing(0, {}).nodes.length;

describe('a ring', () => {
  test.each<[number, AnyDesign]>([
    [1, {}],
    [3, { storeReplicas: 3 }],
    [3, { storeReplicas: 3, writeConsistency: 'ALL', readConsistency: 'ONE' }],
    [3, { storeReplicas: 2, writeConsistency: 'TWO' }],
    [5, { storeReplicas: 3, writeConsistency: 'ANY', readConsistency: 'SERIAL' }],
  ])('of %s with %j can work', (count, design) => {
    expect(wrongs(onRing(count, design))).toEqual([]);
  });

  test('cannot keep more copies than it has nodes', () => {
    expect(wrongs(onRing(2, { storeReplicas: 3 }))).toEqual([
      'design.storeReplicas: 3 copies need 3 nodes, and this scenario has 2 Cassandra nodes: deploy more, or set storeReplicas to 2 or less',
    ]);
    expect(wrongs(onRing(1, { storeReplicas: 3 }))).toEqual([
      'design.storeReplicas: 3 copies need 3 nodes, and this scenario has one Cassandra node: deploy more, or set storeReplicas to 1 or less',
    ]);
  });

  test('cannot wait for more copies than it keeps', () => {
    const design = { storeReplicas: 2, writeConsistency: 'THREE' };
    expect(wrongs(onRing(3, design))).toEqual([
      'design.writeConsistency: THREE waits for 3 copies of a row, and only 2 copies are kept (storeReplicas): it could never be met',
    ]);
    expect(wrongs(onRing(1, { readConsistency: 'TWO' }))).toEqual([
      'design.readConsistency: TWO waits for 2 copies of a row, and only one copy is kept (storeReplicas): it could never be met',
    ]);
  });

  test('has tokens and contacts that exist', () => {
    expect(wrongs(onRing(2, {}, { num_tokens: 0 }))).toEqual([
      `nodes[${place}].settings: node "cassandra-1": num_tokens is 0; a node needs at least one token`,
    ]);
    const scenario = onRing(2, {});
    const server = scenario.nodes.findIndex(({ kind }) => kind === 'chat-server');
    const nodes = scenario.nodes.map((node, at) => {
      return at === server ? { ...node, settings: { contact: 'cassandra-4' } } : node;
    });
    expect(wrongs({ ...scenario, nodes })[0]).toContain(
      `nodes[${server}].settings.contact: there is no Cassandra node "cassandra-4"`,
    );
  });

  test('is asked for the whole design that a learner chooses, too', () => {
    const scenario = onRing(3, { storeReplicas: 3 });
    const whole = (design: AnyDesign) => missingNodes(scenario, designFor(scenario, design));
    expect(whole({ routing: 'none' })).toBe('');
    expect(whole({ routing: 'none', storeReplicas: 5 })).toMatch(/^5 copies need 5 nodes/);
  });
});
