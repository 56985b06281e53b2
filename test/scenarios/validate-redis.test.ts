/** A Redis that could never do what a design asks is refused before the run, with the reason. */
import { describe, expect, test } from 'vitest';
import { designKnobs, impossibleAtRedis, validateScenario } from '../../src/scenarios/index.ts';
import { chatScenario } from '../world/chat.ts';
import { PAIR, withRedis } from '../world/redis/several.ts';

const scenario = withRedis({ script: [] }, PAIR);
const alone = chatScenario({ script: [] });

describe('more replicas asked for than there are', () => {
  test.each([
    [alone, { minReplicasToWrite: 1 }, /^min-replicas-to-write is 1, and a master here has 0/],
    [scenario, { minReplicasToWrite: 2 }, /and a master here has one: no write could succeed/],
    [alone, { counterReplicas: 1, ordering: 'counter' }, /^WAIT would ask for 1 replicas/],
  ])('%#', (each, design, message) => {
    expect(impossibleAtRedis(each, design).map((found) => found.message)).toEqual([
      expect.stringMatching(message),
    ]);
    const problems = validateScenario({ ...each, design }, designKnobs);
    expect(problems.map((found) => found.message)).toEqual([expect.stringMatching(message)]);
  });

  test.each([
    [scenario, { minReplicasToWrite: 1, counterReplicas: 1, ordering: 'counter' }],
    [alone, { counterReplicas: 1, ordering: 'table' }],
  ])('and enough of them: %#', (each, design) => {
    expect(impossibleAtRedis(each, design)).toEqual([]);
  });
});

test('settings with which a node could not start are told with the place of the node', () => {
  const bad = withRedis({ script: [] }, { redis: { appendfsync: 'sometimes' } });
  const [problem] = validateScenario(bad, designKnobs);
  expect(problem?.message).toContain('appendfsync is "sometimes"');
  expect(problem?.path).toEqual(['nodes', bad.nodes.length - 1, 'settings']);
});
