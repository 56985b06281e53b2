/** A log that cannot work is refused before the run, with the sentence that says why. */
import { describe, expect, test } from 'vitest';
import { missingNodes } from '../../src/lesson/index.ts';
import type { AnyDesign, NodeSpec } from '../../src/models/index.ts';
import {
  betweenTwo,
  deploy,
  designFor,
  designKnobs,
  pathText,
  type Scenario,
  validateScenario,
} from '../../src/scenarios/index.ts';

interface Log {
  readonly brokers?: number;
  readonly settings?: NodeSpec['settings'];
  readonly design?: AnyDesign;
}

function scenarioOf({ brokers = 3, settings = {}, design = {} }: Log): Scenario {
  const base = betweenTwo({ id: 'log', title: 'A log' });
  const nodes = deploy({
    phones: { ana: 'ios', ben: 'android' },
    servers: ['server-1', 'server-7'],
    with: ['redis', 'cassandra', 'kafka'],
    brokers,
    settings: { kafka: settings },
  });
  return { ...base, nodes, design: { ...base.design, log: 'kafka', ...design } };
}

const problemsOf = (scenario: Scenario) =>
  validateScenario(scenario, designKnobs).map(
    ({ path, message }) => `${pathText(path)}: ${message}`,
  );

describe('a log', () => {
  test.each([
    [{ brokers: 1 }, []],
    [{ design: { replicas: 3, minInSyncReplicas: 3 } }, []],
    [{ design: { replicas: 3, idempotence: 'on', produceRetries: 10 } }, []],
    [
      { design: { replicas: 4 } },
      [
        'design.replicas: 4 replicas need 4 brokers, and this scenario has 3 Kafka brokers (INVALID_REPLICATION_FACTOR): deploy more, or set replicas to 3 or less',
      ],
    ],
    [
      { brokers: 1, design: { replicas: 2 } },
      [
        'design.replicas: 2 replicas need 2 brokers, and this scenario has one Kafka broker (INVALID_REPLICATION_FACTOR): deploy more, or set replicas to 1 or less',
      ],
    ],
    [
      { design: { replicas: 2, minInSyncReplicas: 3 } },
      [
        'design.minInSyncReplicas: acks=all would wait for 3 replicas in sync, and only 2 replicas are kept (replicas): it could never be met; set minInSyncReplicas to 2 or less',
      ],
    ],
    [
      { brokers: 1, design: { minInSyncReplicas: 2 } },
      [
        'design.minInSyncReplicas: acks=all would wait for 2 replicas in sync, and only one replica is kept (replicas): it could never be met; set minInSyncReplicas to 1 or less',
      ],
    ],
    [
      { design: { idempotence: 'on', produceRetries: 9, acks: '1' } },
      [
        'design.idempotence: an idempotent producer must know what all replicas in sync have: set acks to all, not 1 (ConfigException)',
      ],
    ],
    [
      { design: { idempotence: 'on' } },
      [
        'design.idempotence: an idempotent producer that never tries again has nothing to recognise: set produceRetries above 0 (ConfigException)',
      ],
    ],
    [
      { brokers: 1, settings: { partitions: 0 } },
      ['nodes[7].settings: node "kafka": partitions is 0; a topic has at least one'],
    ],
    [
      { brokers: 1, settings: { role: 'zookeeper' } },
      [
        'nodes[7].settings: node "kafka": role is "zookeeper"; use broker or controller, or leave it out',
      ],
    ],
    [
      { brokers: 1, settings: { role: 'controller' } },
      ['nodes[7].settings: node "kafka": there is a controller, but no broker to control'],
    ],
  ] satisfies [Log, string[]][])('%j', (log, problems) => {
    expect(problemsOf(scenarioOf(log))).toEqual(problems);
  });

  test('of several brokers has one controller', () => {
    const scenario = scenarioOf({});
    const kafka = scenario.nodes.filter(({ kind }) => kind === 'kafka');
    const others = scenario.nodes.filter(({ kind }) => kind !== 'kafka');
    const without = { ...scenario, nodes: [...others, ...kafka.slice(0, 2)] };
    expect(problemsOf(without)[0]).toContain(
      'several brokers need a controller: give one more Kafka node the role controller',
    );
    const twice = { ...kafka[3]!, name: 'kafka-controller-2' };
    expect(problemsOf({ ...scenario, nodes: [...scenario.nodes, twice] })[0]).toContain(
      'there is more than one controller; this model has one',
    );
  });

  test('is refused with a learner’s own design too', () => {
    const scenario = scenarioOf({});
    const sentenceFor = (design: AnyDesign) => missingNodes(scenario, designFor(scenario, design));
    expect(sentenceFor({ replicas: 3 })).toBe('');
    expect(sentenceFor({ replicas: 5 })).toContain('5 replicas need 5 brokers');
  });
});
