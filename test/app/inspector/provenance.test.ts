/** Why a tick stands where it stands, read off the trace. */
import { describe, expect, test } from 'vitest';
import { RECORD_NAMES } from '../../../src/models/index.ts';
import { strikeOf } from '../../../src/app/inspector/strike-packet.ts';
import { causesOf, provenanceOf } from '../../../src/app/inspector/provenance.ts';
import { nodesWithWords, readersAt } from '../../../src/app/inspector/readers-at.ts';
import type { Branch } from '../../../src/app/playback/index.ts';
import { TOPOLOGY, TraceWriter } from '../fixture.ts';
import { acceptMessage, delivered, lied, openPhones, typeMessage } from '../fixture-story.ts';

const ANA = TOPOLOGY.indexOf('ana');

function tell(branch: Branch, chain: readonly number[]): string[] {
  return chain.map((index) => {
    const { kind, node, b } = branch.view.readRecord(index);
    const name = RECORD_NAMES[kind]!;
    const packet = name === 'sent' || name === 'received' ? ` ${branch.view.names.text(b)}` : '';
    return `${TOPOLOGY.nodes[node]!.name} ${name}${packet}`;
  });
}

const asked = (branch: Branch, end = branch.view.length) => ({
  phone: ANA,
  message: 'ana/m1',
  end,
});

describe('two ticks', () => {
  test('that are true lead from the typing over Ben’s phone and back', () => {
    const branch = delivered().branch();
    const provenance = provenanceOf(branch, asked(branch))!;
    expect(provenance).toMatchObject({ status: 'delivered', evidence: 'deviceAck', gapBefore: -1 });
    expect(tell(branch, provenance.chain)).toEqual([
      'ana typed',
      'ana sent publish',
      'server-1 received publish',
      'server-1 sent query',
      'cassandra received query',
      'cassandra sent rows',
      'server-1 received rows',
      'server-1 sent forward',
      'server-2 received forward',
      'server-2 sent deliver',
      'ben received deliver',
      'ben sent deliverAck',
      'server-2 received deliverAck',
      'server-2 sent forwardReceipt',
      'server-1 received forwardReceipt',
      'server-1 sent receipt',
      'ana received receipt',
      'ana status',
    ]);
  });

  test('that are a lie have a gap where Ben’s phone should have spoken', () => {
    const branch = lied().branch();
    const { chain, gapBefore, silent, evidence } = provenanceOf(branch, asked(branch))!;
    expect(evidence).toBe('push');
    expect(silent.map((node) => TOPOLOGY.nodes[node]!.name)).toEqual(['ben']);
    const told = tell(branch, chain);
    expect(told).not.toContain('ben received deliver');
    expect(told[gapBefore - 1]).toBe('server-2 received forward');
    expect(told[gapBefore]).toBe('server-2 sent forwardReceipt');
  });
});

describe('a missing tick', () => {
  test('says what it still waits for, and only what is awaited now', () => {
    const writer = new TraceWriter();
    openPhones(writer);
    const published = typeMessage(writer);
    const early = writer.branch();
    expect(provenanceOf(early, asked(early))).toMatchObject({
      status: 'clock',
      gapBefore: -1,
      waits: { awaited: 'serverAck' },
    });
    acceptMessage(writer, published);
    const later = writer.branch();
    expect(provenanceOf(later, asked(later))!.waits!.awaited).toBe('deliveryReceipt');
  });

  test('there is nothing to explain before the message is typed', () => {
    const branch = delivered().branch();
    expect(provenanceOf(branch, asked(branch, 5))).toBeNull();
    expect(provenanceOf(branch, { phone: ANA, message: 'ana/m9', end: 99 })).toBeNull();
  });
});

describe('causes', () => {
  test('end at a record that nothing caused', () => {
    const branch = delivered().branch();
    for (let index = 0; index < branch.view.length; index++) {
      const chain = causesOf(branch.view, index);
      expect(chain.at(-1)).toBe(index);
      expect(branch.view.readRecord(chain[0]!).cause).toBe(-1);
    }
  });
});

describe('striking a packet that has left', () => {
  test('goes back to before its moment and counts its like', () => {
    const branch = delivered().branch();
    const { kind, b } = branch.view.columns;
    const sent = [...Array(branch.view.length).keys()].find(
      (index) =>
        RECORD_NAMES[kind[index]!] === 'sent' && branch.view.names.text(b[index]!) === 'deliver',
    )!;
    expect(strikeOf(branch, sent)).toEqual({
      at: sent,
      packet: { packet: 'deliver', message: 'ana/m1', nth: 1 },
    });
    expect(strikeOf(branch, sent + 1)).toBeNull();
  });
});

describe('what a node can read', () => {
  const words = (branch: Branch, end: number) =>
    nodesWithWords(readersAt(branch, end).of(branch.view.names.find('ana/m1'))).map(
      (node) => TOPOLOGY.nodes[node]!.name,
    );

  test('grows with the playhead, and goes back with it', () => {
    const branch = delivered().branch();
    const all = ['ana', 'ben', 'server-1', 'server-2', 'cassandra'];
    expect(words(branch, 0)).toEqual([]);
    expect(words(branch, branch.view.length)).toEqual(all);
    const early = words(branch, Math.floor(branch.view.length / 2));
    expect(early.length).toBeLessThan(all.length);
    expect(early).toContain('ana');
    expect(words(branch, branch.view.length)).toEqual(all);
  });
});
