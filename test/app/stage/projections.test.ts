/** What the stage shows follows from the trace alone: screens, cards, tokens and copies. */
import { describe, expect, test } from 'vitest';
import { copiesOfMessages } from '../../../src/app/stage/projections/copies.ts';
import { isCut, nodeFaces } from '../../../src/app/stage/projections/node-faces.ts';
import { phoneScreen } from '../../../src/app/stage/projections/phone-screen.ts';
import { progressOf, tokensInFlight } from '../../../src/app/stage/projections/tokens-in-flight.ts';
import type { Branch, Projection } from '../../../src/app/playback/index.ts';
import { fold, TOPOLOGY, TraceWriter } from '../fixture.ts';
import { acceptMessage, delivered, lied, openPhones, typeMessage } from '../fixture-story.ts';

const index = (name: string) => TOPOLOGY.indexOf(name);

/** Every line of a phone's chat, as a person would read it. */
function chatOn(branch: Branch, phone: string, length = branch.view.length): string[] {
  const screen = fold(phoneScreen(index(phone)), branch, length);
  return (screen.chats.get('ana-ben') ?? []).map((bubble) => {
    const side = bubble.mine ? `me: ${bubble.text} [${bubble.status}]` : `them: ${bubble.text}`;
    return `${side}${bubble.unread ? ' unread' : ''}${bubble.again > 0 ? ' again' : ''}`;
  });
}

describe('a phone’s screen', () => {
  test('shows clock, one tick and two ticks as the story goes on', () => {
    const branch = delivered().branch();
    const seen: string[] = [];
    for (let length = 0; length <= branch.view.length; length++) {
      const line = chatOn(branch, 'ana', length).join();
      if (line !== seen.at(-1)) seen.push(line);
    }
    expect(seen).toEqual([
      '',
      'me: Meet at six? [clock]',
      'me: Meet at six? [sent]',
      'me: Meet at six? [delivered]',
    ]);
    expect(chatOn(branch, 'ben')).toEqual(['them: Meet at six? unread']);
  });

  test('what lies in an open chat is read', () => {
    const writer = delivered();
    writer.write('ben', 'opened', { conversation: 'ana-ben' });
    expect(chatOn(writer.branch(), 'ben')).toEqual(['them: Meet at six?']);
    writer.write('ben', 'state', { machine: 'app', before: 'foreground', after: 'background' });
    writer.write('ana', 'typed', { message: 'ana/m2', text: 'Hello?', conversation: 'ana-ben' });
    writer.write('ben', 'shown', { message: 'ana/m2', position: 1, sequence: 2, text: 'Hello?' });
    expect(chatOn(writer.branch(), 'ben')).toEqual(['them: Meet at six?', 'them: Hello? unread']);
    writer.write('ben', 'state', { machine: 'app', before: 'background', after: 'foreground' });
    expect(chatOn(writer.branch(), 'ben')).toEqual(['them: Meet at six?', 'them: Hello?']);
  });

  test('a second copy that was not recognised stands there twice', () => {
    const writer = delivered();
    writer.write('ben', 'stored', {
      message: 'ana/m1',
      place: 'local',
      durable: true,
      position: 1,
    });
    writer.write('ben', 'shown', {
      message: 'ana/m1',
      position: 1,
      sequence: 1,
      text: 'Meet at six?',
    });
    expect(chatOn(writer.branch(), 'ben')).toEqual([
      'them: Meet at six? unread',
      'them: Meet at six? unread again',
    ]);
  });

  test('a recognised copy that brings a number only moves', () => {
    const writer = delivered();
    writer.write('ana', 'typed', { message: 'ana/m2', text: 'Second', conversation: 'ana-ben' });
    writer.write('ben', 'stored', {
      message: 'ana/m2',
      place: 'local',
      durable: true,
      position: 1,
    });
    writer.write('ben', 'shown', { message: 'ana/m2', position: 1, sequence: 0, text: 'Second' });
    writer.write('ben', 'stored', {
      message: 'ana/m2',
      place: 'local',
      durable: true,
      position: 0,
    });
    writer.write('ben', 'duplicate', { message: 'ana/m2', place: 'local' });
    expect(chatOn(writer.branch(), 'ben')).toEqual([
      'them: Second unread',
      'them: Meet at six? unread',
    ]);
  });

  test('an own message waits for what the phone said it awaits', () => {
    const writer = new TraceWriter();
    openPhones(writer);
    typeMessage(writer);
    const branch = writer.branch();
    const screen = fold(phoneScreen(index('ana')), branch);
    expect(screen.chats.get('ana-ben')![0]).toMatchObject({
      awaited: 'serverAck',
      evidence: 'typed',
    });
    expect(screen).toMatchObject({
      network: 'cellular',
      connection: 'connected',
      app: 'foreground',
    });
  });
});

describe('tokens', () => {
  test('a packet is on the wire from its leaving to its arrival', () => {
    const branch = delivered().branch();
    const flown = (length: number) => [...fold(tokensInFlight, branch, length).flights.values()];
    const names = branch.view.names;
    let longest: string[] = [];
    for (let length = 0; length <= branch.view.length; length++) {
      const now = flown(length).map((flight) => names.text(flight.packet));
      if (now.length > longest.length) longest = now;
    }
    expect(longest).toEqual(['publish']);
    expect(flown(branch.view.length)).toEqual([]);
  });

  test('a lost packet leaves a cross with its reason', () => {
    const { flights, losses } = fold(tokensInFlight, lied().branch());
    expect(flights.size).toBe(0);
    expect(losses.map(({ reason, to }) => [reason, TOPOLOGY.nodes[to]!.name])).toEqual([
      ['cut', 'ben'],
    ]);
  });

  test('progress runs from leaving to arrival and never beyond', () => {
    const flight = {
      record: 0,
      from: 0,
      to: 1,
      packet: 0,
      message: -1,
      sentUs: 1000,
      flightUs: 500,
    };
    expect([900, 1000, 1250, 1500, 9000].map((now) => progressOf(flight, now))).toEqual([
      0, 0, 0.5, 1, 1,
    ]);
    expect(progressOf({ ...flight, flightUs: 0 }, 1000)).toBe(1);
  });
});

describe('cards', () => {
  test('a cut of a whole node cuts each of its links, and heals', () => {
    const writer = lied();
    const faces = fold(nodeFaces, writer.branch());
    expect(isCut(faces, index('ben'), index('balancer'))).toBe(true);
    expect(isCut(faces, index('ana'), index('balancer'))).toBe(false);
    writer.write('ben', 'healed', { peer: undefined });
    expect(isCut(fold(nodeFaces, writer.branch()), index('ben'), index('balancer'))).toBe(false);
  });

  test('a crash empties a node and a restart begins its machines anew', () => {
    const writer = delivered();
    const face = (name: string) => fold(nodeFaces, writer.branch()).nodes[index(name)]!;
    expect(face('server-1').sockets).toBe(1);
    writer.write('server-1', 'crashed');
    expect(face('server-1')).toMatchObject({ down: true, sockets: 0 });
    writer.write('server-1', 'restarted');
    expect(face('server-1').down).toBe(false);
  });

  test('a card knows its last refusal, its belief and its last transition', () => {
    const writer = delivered();
    writer.write('server-1', 'refused', { reason: 'overCapacity', from: 'ana' });
    const branch = writer.branch();
    const { nodes } = fold(nodeFaces, branch);
    expect(nodes[index('server-1')]!.refusal).toMatchObject({
      reason: 'overCapacity',
      from: index('ana'),
    });
    expect(nodes[index('server-1')]!.beliefs.get('ben')).toMatchObject({
      server: index('server-2'),
    });
    expect(nodes[index('ana')]!.lastChange).toMatchObject({
      region: 'connection',
      after: 'connected',
    });
    expect(nodes[index('cassandra')]!.kept).toBe(1);
  });
});

describe('copies', () => {
  const placesOf = (branch: Branch) => {
    const life = fold(copiesOfMessages, branch).get(branch.view.names.find('ana/m1'))!;
    return life.copies.map(({ node, place }) => `${TOPOLOGY.nodes[node]!.name} ${place}`);
  };

  test('lie where they were stored and not yet forgotten', () => {
    expect(placesOf(delivered().branch())).toEqual(['ana local', 'cassandra table', 'ben local']);
    expect(placesOf(lied().branch())).toEqual(['ana local', 'cassandra table']);
  });

  test('in memory go with the node that crashes', () => {
    const writer = new TraceWriter();
    acceptMessage(writer, typeMessage(writer));
    writer.write('server-1', 'stored', { message: 'ana/m1', place: 'buffer', durable: false });
    expect(placesOf(writer.branch())).toContain('server-1 buffer');
    writer.write('server-1', 'crashed');
    expect(placesOf(writer.branch())).not.toContain('server-1 buffer');
  });
});

describe('every projection', () => {
  const all: [string, Projection<unknown>][] = [
    ['phone screen', phoneScreen(0) as Projection<unknown>],
    ['cards', nodeFaces as Projection<unknown>],
    ['tokens', tokensInFlight as Projection<unknown>],
    ['copies', copiesOfMessages as Projection<unknown>],
  ];

  test.each(all)(
    '%s: a copy is not changed by what happens to the original',
    (_name, projection) => {
      const branch = lied().branch();
      const half = Math.floor(branch.view.length / 2);
      const state = fold(projection, branch, half);
      const copy = projection.copy(state);
      for (let at = half; at < branch.view.length; at++) {
        projection.apply(state, branch.view.readRecord(at), branch);
      }
      expect(copy).toEqual(fold(projection, branch, half));
      for (let at = half; at < branch.view.length; at++) {
        projection.apply(copy, branch.view.readRecord(at), branch);
      }
      expect(copy).toEqual(state);
    },
  );
});
