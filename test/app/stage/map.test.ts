/** The map is computed: nothing overlaps, nothing depends on state, and every packet has a way. */
import { describe, expect, test } from 'vitest';
import { castOf } from '../../../src/app/stage/map/cast.ts';
import { layoutMap, type MapLayout } from '../../../src/app/stage/map/layout.ts';
import { pointOnWay, wayBetween } from '../../../src/app/stage/map/links.ts';
import { nextNode } from '../../../src/app/stage/map/node-from-key.ts';
import type { Box } from '../../../src/app/stage/map/places.ts';
import { tearPaths } from '../../../src/app/stage/map/tears.ts';
import { pairKey, type Faces } from '../../../src/app/stage/projections/node-faces.ts';
import { topologyOf, type Topology } from '../../../src/models/index.ts';
import {
  deploy,
  fanOutScenario,
  homeScenario,
  partitionScenario,
  type Scenario,
} from '../../../src/scenarios/index.ts';
import { NODES, SCENARIO, TOPOLOGY } from '../fixture.ts';

const topologyFor = ({ nodes, conversations }: Scenario): Topology =>
  topologyOf(nodes, conversations);

function lay(
  scenario: Scenario,
  arrangement: 'columns' | 'facing',
  width = 1200,
  height = 700,
): MapLayout {
  const topology = topologyFor(scenario);
  return layoutMap(topology, castOf(topology, scenario), arrangement, { width, height });
}

const touch = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Every store that a log of three brokers and their controller stands beside. */
const brokersScenario: Scenario = {
  ...homeScenario,
  id: 'brokers',
  nodes: deploy({
    phones: { ana: 'ios', ben: 'android' },
    servers: ['server-1', 'server-7'],
    with: ['redis', 'kafka', 'cassandra', 'notification-service', 'push-provider'],
    brokers: 3,
  }),
};

const SCENARIOS = [SCENARIO, homeScenario, partitionScenario, fanOutScenario(50), brokersScenario];
const SIZES = [
  [600, 560],
  [640, 400],
  [844, 320],
  [1024, 700],
  [1440, 800],
  [2560, 1300],
] as const;

describe('places', () => {
  test.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))(
    '%s: no two nodes touch, and all lie on the map, at every size and in both arrangements',
    (_id, scenario) => {
      for (const arrangement of ['columns', 'facing'] as const) {
        for (const [width, height] of SIZES) {
          const layout = lay(scenario, arrangement, width, height);
          const boxes = [...layout.boxes].filter(([, box]) => box !== layout.crowd);
          boxes.forEach(([node, box], at) => {
            expect(box.x).toBeGreaterThanOrEqual(0);
            expect(box.y).toBeGreaterThanOrEqual(0);
            expect(box.x + box.width).toBeLessThanOrEqual(layout.width);
            expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
            for (const [other, next] of boxes.slice(at + 1)) {
              expect(touch(box, next), `${node} and ${other} at ${width}`).toBe(false);
            }
          });
        }
      }
    },
  );

  test('are the same for the same topology and room', () => {
    expect(lay(homeScenario, 'columns')).toEqual(lay(homeScenario, 'columns'));
  });

  test('go from phones on the left to push on the right', () => {
    const { boxes } = lay(SCENARIO, 'columns', 1440);
    const x = (name: string) => boxes.get(TOPOLOGY.indexOf(name))!.x;
    const order = ['ana', 'balancer', 'server-1', 'redis', 'push'].map(x);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });
});

describe('the cast', () => {
  test('draws a few phones, and of many those that the script moves', () => {
    expect(castOf(TOPOLOGY, SCENARIO)).toEqual({ phones: [0, 1], crowd: [] });
    const scenario = fanOutScenario(50);
    const topology = topologyFor(scenario);
    const { phones, crowd } = castOf(topology, scenario);
    expect(phones.map((phone) => topology.nodes[phone]!.name)).toEqual(['ana', 'ben']);
    expect(crowd).toHaveLength(48);
  });
});

describe('ways', () => {
  const layout = lay(SCENARIO, 'columns');
  const at = (name: string) => TOPOLOGY.indexOf(name);

  test('of a phone’s socket run through the balancer, both ways along the same links', () => {
    const there = wayBetween(layout.links, TOPOLOGY, at('ana'), at('server-2'))!;
    const back = wayBetween(layout.links, TOPOLOGY, at('server-2'), at('ana'))!;
    expect(there.legs.map(({ link }) => link.key)).toEqual(['0-2', '2-4']);
    expect(back.legs.map(({ link }) => link.key)).toEqual(['2-4', '0-2']);
    const start = pointOnWay(there, 0);
    const end = pointOnWay(back, 1);
    expect(Math.hypot(start.x - end.x, start.y - end.y)).toBeLessThan(0.001);
  });

  test('begin at the edge of one box and end at the edge of the other', () => {
    const way = wayBetween(layout.links, TOPOLOGY, at('ana'), at('server-1'))!;
    const ana = layout.boxes.get(at('ana'))!;
    const server = layout.boxes.get(at('server-1'))!;
    expect(pointOnWay(way, 0).x).toBeCloseTo(ana.x + ana.width);
    expect(pointOnWay(way, 1).x).toBeCloseTo(server.x);
  });

  test('join every broker with every other, and with the controller', () => {
    const topology = topologyFor(brokersScenario);
    const { links } = lay(brokersScenario, 'columns');
    const brokers = topology.ofKind('kafka');
    expect(brokers).toHaveLength(4);
    for (const from of brokers) {
      for (const to of brokers.filter((other) => other !== from)) {
        expect(wayBetween(links, topology, from, to)?.legs).toHaveLength(1);
      }
    }
  });

  test('do not exist between nodes that are not joined', () => {
    expect(wayBetween(layout.links, TOPOLOGY, at('redis'), at('kafka'))).toBeNull();
  });
});

describe('arrow keys', () => {
  test('go to the next node in that direction, and every node can be reached', () => {
    const layout = lay(SCENARIO, 'columns', 1440);
    const at = (name: string) => TOPOLOGY.indexOf(name);
    expect(nextNode(layout, at('balancer'), 'ArrowLeft')).toBeOneOf([at('ana'), at('ben')]);
    expect(nextNode(layout, at('ana'), 'ArrowDown')).toBe(at('ben'));
    expect(nextNode(layout, at('push'), 'ArrowRight')).toBe(-1);
    const reached = new Set([0]);
    for (const node of reached) {
      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
        const next = nextNode(layout, node, key);
        if (next >= 0) reached.add(next);
      }
    }
    expect(reached.size).toBe(NODES.length);
  });
});

describe('tears', () => {
  const layout = lay(SCENARIO, 'columns');
  const facesWith = (...cuts: [string, string][]): Faces => ({
    nodes: [],
    links: new Map(
      cuts.map(([a, b]) => [
        pairKey(TOPOLOGY.indexOf(a), TOPOLOGY.indexOf(b)),
        { cuts: 1, slowMs: 0 },
      ]),
    ),
  });

  test('there are none on a whole map', () => {
    expect(tearPaths(layout, facesWith())).toEqual([]);
  });

  test('links of one node are torn by one line, another link by its own', () => {
    const cuts: [string, string][] = [
      ['server-2', 'redis'],
      ['server-2', 'cassandra'],
      ['server-2', 'server-1'],
      ['ana', 'balancer'],
    ];
    expect(tearPaths(layout, facesWith(...cuts))).toHaveLength(2);
  });

  test('a node cut off is torn out of the map', () => {
    const [path] = tearPaths(layout, facesWith(['redis', 'redis']));
    expect(path).toMatch(/Z$/);
  });
});
