/** A group as data: lives of a member, ranges of partitions, and one table for two executors. */
import { describe, expect, test } from 'vitest';
import { getNextSnapshot, getInitialSnapshot } from 'xstate';
import {
  addMember,
  assignRanges,
  createGroup,
  memberOf,
} from '../../../src/models/kafka/consumer-group.ts';
import {
  type GroupEvent,
  groupMachine,
  type GroupState,
  nextGroupState,
} from '../../../src/models/kafka/group-machine.ts';
import { expectSameAsXState } from '../../statechart/equivalence.ts';

const EVENTS: readonly GroupEvent[] = [
  'memberJoined',
  'memberLeft',
  'allRejoined',
  'allLeft',
  'synced',
  'loaded',
  'offsetsExpired',
];

function rangesOf(nodes: readonly number[], topics: Record<string, number>) {
  const group = createGroup('delivery');
  for (const node of nodes) {
    addMember(group, { node, name: `server-${node}`, topics: Object.keys(topics) });
  }
  return [...assignRanges(group, (topic) => topics[topic] ?? 0)].map(
    ([id, partitions]) =>
      `${id}: ${partitions.map(({ topic, partition }) => `${topic}-${partition}`).join(' ')}`,
  );
}

describe('the RangeAssignor', () => {
  test('gives neighbouring partitions, the first members one more', () => {
    expect(rangesOf([3, 1, 2], { messages: 7 })).toEqual([
      'server-1#1: messages-0 messages-1 messages-2',
      'server-2#1: messages-3 messages-4',
      'server-3#1: messages-5 messages-6',
    ]);
  });

  test('leaves members idle when there are more of them than partitions', () => {
    expect(rangesOf([1, 2, 3], { messages: 2 })).toEqual([
      'server-1#1: messages-0',
      'server-2#1: messages-1',
      'server-3#1: ',
    ]);
  });

  test('starts anew for each topic, so that the first member gets the first of each', () => {
    expect(rangesOf([1, 2], { a: 1, b: 3 })).toEqual([
      'server-1#1: a-0 b-0 b-1',
      'server-2#1: b-2',
    ]);
  });

  test('gives a topic only to those who subscribe to it', () => {
    const group = createGroup('delivery');
    addMember(group, { node: 1, name: 'server-1', topics: ['a'] });
    addMember(group, { node: 2, name: 'server-2', topics: ['a', 'b'] });
    const ranges = assignRanges(group, () => 2);
    expect(ranges.get('server-1#1')).toEqual([{ topic: 'a', partition: 0 }]);
    expect(ranges.get('server-2#1')).toEqual([
      { topic: 'a', partition: 1 },
      { topic: 'b', partition: 0 },
      { topic: 'b', partition: 1 },
    ]);
  });

  test('a new process of a node is a new member; the latest one speaks for the node', () => {
    const group = createGroup('delivery');
    addMember(group, { node: 1, name: 'server-1', topics: ['a'] });
    addMember(group, { node: 1, name: 'server-1', topics: ['a'] });
    expect([...group.members.keys()]).toEqual(['server-1#1', 'server-1#2']);
    expect(memberOf(group, 1)?.id).toBe('server-1#2');
    expect(memberOf(group, 2)).toBe(undefined);
    expect([...assignRanges(group, () => 4).keys()]).toEqual(['server-1#1', 'server-1#2']);
  });
});

describe('the states of a group', () => {
  test('are the same as under XState, and all reached', () => {
    const { reached } = expectSameAsXState(groupMachine, {
      events: EVENTS.map((type) => ({ type })),
    });
    expect(reached).toEqual([
      'completingRebalance',
      'dead',
      'empty',
      'preparingRebalance',
      'stable',
    ]);
  });

  test('go the same ways for the drawn group and for the others', () => {
    const initial = getInitialSnapshot(groupMachine);
    const states = Object.keys(groupMachine.states) as GroupState[];
    for (const state of states) {
      for (const type of EVENTS) {
        const snapshot = groupMachine.resolveState({ value: state, context: initial.context });
        const after = getNextSnapshot(groupMachine, snapshot, { type }).value;
        expect({ state, type, after }).toEqual({ state, type, after: nextGroupState(state, type) });
      }
    }
  });
});
