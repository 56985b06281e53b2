/** What the overlay draws: a mark for each packet, one for many of a crowd, crosses for losses. */
import { describe, expect, test } from 'vitest';
import { castOf } from '../../../src/app/stage/map/cast.ts';
import { layoutMap } from '../../../src/app/stage/map/layout.ts';
import { marksAt, Ways } from '../../../src/app/stage/map/token-marks.ts';
import { journeyOf } from '../../../src/app/stage/narrow/journey.ts';
import { copiesOfMessages } from '../../../src/app/stage/projections/copies.ts';
import { nodeFaces } from '../../../src/app/stage/projections/node-faces.ts';
import {
  tokensInFlight,
  type Tokens,
} from '../../../src/app/stage/projections/tokens-in-flight.ts';
import type { Branch } from '../../../src/app/playback/index.ts';
import { topologyOf } from '../../../src/models/index.ts';
import { fanOutScenario } from '../../../src/scenarios/index.ts';
import { fold, SCENARIO, TOPOLOGY, TraceWriter } from '../fixture.ts';
import { lied, openPhones, typeMessage } from '../fixture-story.ts';

const ROOM = { width: 1200, height: 700 };
const cast = castOf(TOPOLOGY, SCENARIO);
const ways = new Ways(layoutMap(TOPOLOGY, cast, 'columns', ROOM).links, TOPOLOGY, cast);

function marksOf(branch: Branch, length: number, nowUs: number) {
  const { names } = branch.view;
  return marksAt(
    {
      tokens: fold(tokensInFlight, branch, length),
      faces: fold(nodeFaces, branch, length),
      nowUs,
      crossUs: 1_000_000,
      followed: names.find('ana/m1'),
      nameOf: (id) => names.text(id),
    },
    ways,
  );
}

/** Ana has typed, and the publish is on its way: the last record but one. */
function publishing(): Branch {
  const writer = new TraceWriter();
  openPhones(writer);
  typeMessage(writer);
  return writer.branch();
}

describe('marks', () => {
  test('a letter moves from the sender to the receiver as time passes', () => {
    const branch = publishing();
    const onTheWay = branch.view.length - 1;
    const at = [1_000_000, 1_030_000, 1_060_000].map((nowUs) => marksOf(branch, onTheWay, nowUs));
    expect(
      at.map(({ marks }) => marks.map(({ look, label, followed }) => [look, label, followed])),
    ).toEqual(Array(3).fill([['letter', 'publish', true]]));
    const x = at.map(({ marks }) => marks[0]!.x);
    expect(x).toEqual([...x].sort((a, b) => a - b));
    expect(new Set(x).size).toBe(3);
    expect([...at[0]!.busy]).toEqual(['0-2', '2-3']);
    expect(marksOf(branch, branch.view.length, 1_060_000).marks).toEqual([]);
  });

  test('a cut holds it in the middle of the link', () => {
    const writer = new TraceWriter();
    openPhones(writer);
    const cause = writer.write(
      'ana',
      'typed',
      { message: 'ana/m1', text: 'Hi', conversation: 'ana-ben' },
      { atMs: 1000 },
    );
    const sent = { message: 'ana/m1', to: 'server-1', packet: 'publish', flightUs: 60_000 };
    writer.write('ana', 'sent', sent, { cause });
    const free = marksOf(writer.branch(), writer.trace.length, 1_055_000).marks[0]!;
    writer.write('ana', 'cut', { peer: 'balancer' });
    const held = [1_030_000, 1_055_000].map(
      (now) => marksOf(writer.branch(), writer.trace.length, now).marks[0]!.x,
    );
    expect(held[0]).toBe(held[1]);
    expect(held[0]).toBeLessThan(free.x);
  });

  test('a loss leaves a cross that fades with simulated time', () => {
    const branch = lied().branch();
    const lostAt = fold(tokensInFlight, branch).losses[0]!.lostUs;
    const strengths = [0, 500_000, 999_999, 1_000_000].map(
      (after) => marksOf(branch, branch.view.length, lostAt + after).crosses[0]?.strength ?? 0,
    );
    expect(strengths[0]).toBe(1);
    expect(strengths[1]).toBeCloseTo(0.5);
    expect(strengths[3]).toBe(0);
  });
});

describe('a crowd', () => {
  test('gets one mark with a count for all that leave together', () => {
    const scenario = fanOutScenario(50);
    const topology = topologyOf(scenario.nodes, scenario.conversations);
    const crowd = castOf(topology, scenario);
    const layout = layoutMap(topology, crowd, 'columns', ROOM);
    const server = topology.ofKind('chat-server')[0]!;
    const tokens: Tokens = { flights: new Map(), losses: [] };
    topology.ofKind('phone').forEach((phone, record) => {
      tokens.flights.set(record, {
        record,
        from: server,
        to: phone,
        packet: 0,
        message: 1,
        sentUs: 0,
        flightUs: 1000,
      });
    });
    const faces = { nodes: [], links: new Map() };
    const { marks } = marksAt(
      { tokens, faces, nowUs: 10, crossUs: 1, followed: 1, nameOf: () => 'deliver' },
      new Ways(layout.links, topology, crowd),
    );
    expect(marks.map(({ count }) => count).sort((a, b) => a - b)).toEqual([1, 1, 48]);
  });
});

describe('the strip of a narrow screen', () => {
  const journeyAt = (branch: Branch, length: number, nowUs: number) => {
    const message = branch.view.names.find('ana/m1');
    return journeyOf(branch, cast, {
      life: fold(copiesOfMessages, branch, length).get(message),
      tokens: fold(tokensInFlight, branch, length),
      faces: fold(nodeFaces, branch, length),
      message,
      nowUs,
      crossUs: 1_000_000,
    });
  };

  test('shows the way to the first server as the first half', () => {
    const branch = publishing();
    const { from, to, middle, travellers } = journeyAt(branch, branch.view.length - 1, 1_030_000);
    expect([from, to, middle].map((node) => TOPOLOGY.nodes[node]?.name)).toEqual([
      'ana',
      'ben',
      'server-1',
    ]);
    expect(travellers).toHaveLength(1);
    expect(travellers[0]).toMatchObject({ at: 0.25, homewards: false });
  });

  test('puts a cross between the servers and the receiver', () => {
    const branch = lied().branch();
    const { losses } = fold(tokensInFlight, branch);
    expect(journeyAt(branch, branch.view.length, losses[0]!.lostUs).lost).toEqual([0.75]);
  });
});
