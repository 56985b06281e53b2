/** Edits of a plan, and which items of it are one fault. */
import { describe, expect, test } from 'vitest';
import {
  applyEdits,
  faultSpans,
  lastFaultUs,
  nearestWord,
  type Action,
  type Edit,
  type Plan,
} from '../../src/scenarios/index.ts';

const at = (atUs: number, id: string, action: Action) => ({ id, atUs, action });
const crash: Action = { do: 'crash', node: 'server-7' };
const restart: Action = { do: 'restart', node: 'server-7' };
const PLAN: Plan = {
  items: [at(10, 'crash/server-7/1', crash), at(50, 'restart/server-7/1', restart)],
};

describe('edits', () => {
  test('add, move and remove, in their order', () => {
    const edits: Edit[] = [
      { edit: 'add', id: 'mine/1', timeUs: 10, afterEvent: 3, action: { do: 'cut', node: 'ana' } },
      { edit: 'move', id: 'restart/server-7/1', timeUs: 5 },
      { edit: 'add', id: 'mine/2', timeUs: 20, afterEvent: 4, action: { do: 'heal', node: 'ana' } },
      { edit: 'remove', id: 'mine/1' },
    ];
    const edited = applyEdits(PLAN, edits).items.map(({ id, atUs }) => `${atUs} ${id}`);
    expect(edited).toEqual(['5 restart/server-7/1', '10 crash/server-7/1', '20 mine/2']);
    expect(PLAN.items).toHaveLength(2);
  });

  test('an edit of what is not there says what was meant', () => {
    expect(() => applyEdits(PLAN, [{ edit: 'remove', id: 'crash/server7/1' }])).toThrow(
      'cannot remove "crash/server7/1": the plan has no such item; ' +
        'did you mean "crash/server-7/1"?',
    );
    const twice: Edit = { edit: 'add', id: 'x', timeUs: 1, afterEvent: 0, action: crash };
    expect(() => applyEdits(PLAN, [twice, twice])).toThrow('has an item "x" already');
  });
});

describe('faults', () => {
  test('a strike goes with its cure; a link has no direction', () => {
    const items = [
      at(1, 'a', { do: 'cut', node: 'redis', peer: 'server-1' }),
      at(2, 'b', crash),
      at(3, 'c', { do: 'heal', node: 'server-1', peer: 'redis' }),
      at(4, 'd', { do: 'operate', phone: 'ben', operation: { act: 'background' } }),
      at(5, 'e', { do: 'operate', phone: 'ben', operation: { act: 'suspend' } }),
      at(6, 'f', { do: 'operate', phone: 'ben', operation: { act: 'foreground' } }),
      at(7, 'g', { do: 'drop', packet: 'deliver', nth: 1 }),
      at(8, 'h', { do: 'knob', key: 'ackAt', value: 'log' }),
    ];
    const spans = faultSpans({ items }).map(({ key, items: own, fromUs, untilUs }) => [
      key,
      own.map(({ id }) => id).join(''),
      fromUs,
      untilUs,
    ]);
    expect(spans).toEqual([
      ['cut/redis/server-1', 'ac', 1, 3],
      ['down/server-7', 'b', 2, Infinity],
      ['away/ben', 'def', 4, 6],
    ]);
    expect(lastFaultUs({ items })).toBe(6);
  });
});

describe('did you mean', () => {
  test.each([
    ['reddis', ['redis', 'kafka'], 'redis'],
    ['eventual-delivry', ['no-acked-loss', 'eventual-delivery'], 'eventual-delivery'],
    ['sevrer-1', ['server-1', 'server-7'], 'server-1'],
    ['ACKAT', ['ackAt'], 'ackAt'],
    ['zebra', ['redis', 'kafka'], undefined],
    ['x', ['redis'], undefined],
  ])('%s', (word, candidates, meant) => {
    expect(nearestWord(word, candidates)).toBe(meant);
  });
});
