/** A scenario's mistakes come all at once, each with its place and what was meant. */
import { describe, expect, test } from 'vitest';
import type { KnobTable } from '../../src/models/index.ts';
import {
  PACKET_TYPES,
  pathText,
  validateDesign,
  validateEdits,
  validatePlan,
  validateScenario,
  type Scenario,
} from '../../src/scenarios/index.ts';
import { TWO_USERS } from './two-users.ts';

const KNOBS: KnobTable = {
  ackAt: {
    kind: 'choice',
    label: 'One tick means',
    question: 'When does the sender get one tick?',
    options: { receipt: 'On receipt.', log: 'After the log.', store: 'After the table.' },
    initial: 'log',
  },
  retryMs: {
    kind: 'number',
    label: 'Retry',
    question: 'How long does a phone wait for an answer?',
    unit: 'ms',
    min: 100,
    max: 60_000,
    initial: 3000,
    source: 'our choice',
  },
};

const wrongs = (scenario: Scenario): string[] =>
  validateScenario(scenario, KNOBS).map(({ path, message }) => `${pathText(path)}: ${message}`);

describe('a scenario', () => {
  test('without mistakes has no problems', () => {
    expect(wrongs(TWO_USERS)).toEqual([]);
  });

  test('tells every mistake of its topology at once', () => {
    const [ana, ben] = TWO_USERS.nodes;
    const scenario: Scenario = {
      ...TWO_USERS,
      title: ' ',
      nodes: [ana!, { ...ben!, name: 'ana' }, { ...ben!, kind: 'phon' as never, name: 'Ben 2' }],
      conversations: [
        { name: 'ana-ben', members: ['ana', 'bob'] },
        { name: 'ana-ben', members: ['ana'] },
      ],
      network: { ...TWO_USERS.network, mobile: { floorMs: -1, jitterMs: 0, loss: 1.5 } },
      script: [],
      chatter: [],
      faults: { most: 0, fromMs: 0, untilMs: 0, kinds: [] },
      durationMs: 0,
      checks: ['shown-twice' as never, 'honest-ticks', 'honest-ticks'],
      design: { ackat: 'log', retryMs: 5 },
    };
    expect(wrongs(scenario)).toEqual([
      'title: the title is empty: write one',
      'nodes[2].name: "Ben 2" is no name: use lower-case letters, digits and dashes, ' +
        'a letter first, at most 40 characters, as in server-1',
      'nodes[2].kind: there is no component "phon"; did you mean "phone"?',
      'nodes[1].name: the name "ana" is taken by nodes[0].name: choose another',
      'conversations[0].members[1]: there is no user with a phone "bob"; ' + 'expected one of ana',
      'conversations[1].members: 1 in a conversation: name at least two users',
      'conversations[1].name: the name "ana-ben" is taken by conversations[0].name: choose another',
      'network.mobile.floorMs: -1 is no latency in ms: expected 0 or more',
      'network.mobile.loss: 1.5 is no probability: expected 0 to 1, as in 0.01 for 1 %',
      'durationMs: a run cannot last 0 ms: expected more than 0, at most 31536000000',
      'checks[0]: there is no check "shown-twice"; did you mean "shown-once"?',
      'checks[2]: the name "honest-ticks" is taken by checks[1]: choose another',
      'design.ackat: there is no knob "ackat"; did you mean "ackAt"?',
      'design.retryMs: retryMs cannot be "5"; expected a number from 100 to 60000 ms',
    ]);
  });

  test('tells every mistake of its script', () => {
    const script: Scenario['script'] = [
      { atMs: -1, action: { do: 'crash', node: 'server-2' } },
      { atMs: 1, action: { do: 'cut', node: 'ana', peer: 'ana' } },
      { atMs: 1, action: { do: 'drop', packet: 'publishAk', nth: 0 } },
      { atMs: 1, action: { do: 'knob', key: 'ackAt', value: 'stored' } },
      {
        atMs: 40_000,
        action: {
          do: 'operate',
          phone: 'ben',
          operation: { act: 'type', conversation: 'ana', text: '' },
        },
      },
      { atMs: 1, action: { do: 'operate', phone: 'redis', operation: { act: 'kill' } } },
      { atMs: 1, action: { do: 'slow', node: 'kafka', addMs: NaN } },
      { atMs: 1, action: { do: 'delay', packet: 'deliver', nth: 1.5, addMs: -2 } },
    ];
    expect(wrongs({ ...TWO_USERS, script })).toEqual([
      'script[0].atMs: -1 ms lies outside the run: expected 0 to 30000',
      'script[0].action.node: there is no node "server-2"; did you mean "server-1"?',
      'script[1].action.peer: ana has no link to itself: leave the peer out',
      'script[2].action.packet: there is no packet type "publishAk"; did you mean "publishAck"?',
      'script[2].action.nth: 0 is not a whole number of at least 1',
      'script[3].action.key: ackAt cannot be "stored"; did you mean "store"? ' +
        '(expected one of receipt, log, store)',
      'script[4].atMs: 40000 ms lies outside the run: expected 0 to 30000',
      'script[4].action.operation.conversation: there is no conversation "ana"; ' +
        'expected one of ana-ben',
      'script[4].action.operation.text: the text is empty: write a message',
      'script[5].action.phone: there is no phone "redis"; expected one of ana, ben',
      'script[6].action.addMs: NaN is no delay in ms: expected 0 or more',
      'script[7].action.nth: 1.5 is not a whole number of at least 1',
      'script[7].action.addMs: -2 is no delay in ms: expected 0 or more',
    ]);
  });

  test('tells every mistake of its chatter and its envelope', () => {
    const scenario: Scenario = {
      ...TWO_USERS,
      chatter: [
        { conversation: 'ana-ben', phones: ['cem'], messages: [3, 1], fromMs: 9000, untilMs: 100 },
        { conversation: 'ben-ana', phones: [], messages: [1, 1], fromMs: 0, untilMs: 99_000 },
      ],
      faults: {
        most: 2,
        fromMs: -5,
        untilMs: 29_000,
        kinds: [
          { fault: 'crash', nodes: ['server-9'], holdMs: [10, 5] },
          { fault: 'airplane', phones: [], holdMs: [0, 100] },
          { fault: 'drop', packets: ['deliver'], nth: [0, 1] },
        ],
      },
    };
    expect(wrongs(scenario)).toEqual([
      'chatter[0].untilMs: 100 ms comes before fromMs, which is 9000 ms',
      'chatter[0].messages: [3, 1] is no range: expected [least, most], the first at least 0',
      'chatter[0].phones[0]: there is no phone "cem"; expected one of ana, ben',
      'chatter[1].untilMs: 99000 ms lies after the end of the run, 30000 ms',
      'chatter[1].phones: nobody is there to type: name a phone',
      'faults.fromMs: -5 ms lies before the run: expected 0 or more',
      'faults.kinds[0].nodes[0]: there is no node "server-9"; did you mean "server-1"?',
      'faults.kinds[0].holdMs: [10, 5] is no range: expected [least, most], the first at least 0',
      'faults.kinds[1].phones: nothing to strike: name a phone',
      'faults.kinds[2].nth: [0, 1] is no range: expected [least, most], the first at least 1',
      'durationMs: faults may last until 29100 ms and the bound is 10000 ms, ' +
        'so the run must last 39100 ms; it ends at 30000 ms',
    ]);
  });

  test('is nothing without nodes', () => {
    const empty: Scenario = { ...TWO_USERS, nodes: [], conversations: [], script: [], chatter: [] };
    const faults = { ...TWO_USERS.faults, most: 0, kinds: [] };
    expect(wrongs({ ...empty, faults })).toEqual([
      'nodes: there is no node: a chat needs at least two phones and a server',
    ]);
  });
});

describe('a design', () => {
  test('takes what the knobs offer and nothing from a prototype', () => {
    expect(validateDesign({ ackAt: 'store', retryMs: 100 }, KNOBS)).toEqual([]);
    expect(validateDesign({ toString: 'x' }, KNOBS)).toHaveLength(1);
  });
});

describe('a plan from outside', () => {
  const crash = { do: 'crash', node: 'server-1' } as const;
  const item = (id: string, atUs: number) => ({ id, atUs, action: crash });

  test('tells every mistake', () => {
    const items = [
      item('a', 5),
      item('a', -1),
      { ...item('b', 1.5), action: { ...crash, node: 'x' } },
    ];
    const told = validatePlan({ items }, TWO_USERS, KNOBS);
    expect(told.map(({ path, message }) => `${pathText(path)}: ${message}`)).toEqual([
      'items[1].atUs: -1 µs lies outside the run: expected a whole number from 0 to 30000000',
      'items[2].atUs: 1.5 µs lies outside the run: expected a whole number from 0 to 30000000',
      'items[2].action.node: there is no node "x"; expected one of ' +
        TWO_USERS.nodes.map(({ name }) => name).join(', '),
      'items[1].id: the name "a" is taken by items[0].id: choose another',
    ]);
  });

  test('can be edited where the edits find their items', () => {
    const plan = { items: [item('crash/server-1/1', 5)] };
    const told = validateEdits(
      [
        { edit: 'remove', id: 'crash/server-1/1' },
        { edit: 'move', id: 'crash/server-1/1', timeUs: 7 },
        { edit: 'add', id: 'mine', timeUs: 99_000_000, afterEvent: -1, action: crash },
      ],
      plan,
      TWO_USERS,
      KNOBS,
    );
    expect(told.map(({ path }) => pathText(path))).toEqual([
      'edits[1].id',
      'edits[2].timeUs',
      'edits[2].afterEvent',
    ]);
    expect(
      validateEdits([{ edit: 'move', id: 'crash/server-1/1', timeUs: 7 }], plan, TWO_USERS, KNOBS),
    ).toEqual([]);
  });
});

test('packet types are words of the protocol', () => {
  expect(PACKET_TYPES).toContain('forwardReceipt');
  expect(new Set(PACKET_TYPES).size).toBe(PACKET_TYPES.length);
});
