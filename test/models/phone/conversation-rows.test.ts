/** The sorted view of a conversation: whatever the order of arrival, one order on screen. */
import { expect, test } from 'vitest';
import fc from 'fast-check';
import {
  compareRows,
  cursorOf,
  emptyConversation,
  firstMissing,
  insertRow,
  numberRow,
  type ConversationRows,
} from '../../../src/models/phone/conversation-rows.ts';

type Arrival = { readonly name: string; readonly sequence: number; readonly typedAtUs: number };

const insert = (conversation: ConversationRows, { name, sequence, typedAtUs }: Arrival) =>
  insertRow(
    conversation,
    { name, conversation: 'c', sender: 'ben', text: name, typedAtUs },
    { own: false, sequence, status: 'delivered' },
  );

const arrivals = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom(...Array.from({ length: 12 }, (_, index) => `ben/m${index + 1}`)),
    sequence: fc.nat(9),
    typedAtUs: fc.nat(3),
  }),
  { selector: ({ name }) => name },
);

const view = ({ rows, view: keys }: ConversationRows) => keys.map((key) => rows.get(key)!);

test('the view is sorted after every insertion, and the answer is the place', () => {
  fc.assert(
    fc.property(arrivals, (list) => {
      const conversation = emptyConversation();
      for (const each of list) {
        const position = insert(conversation, each);
        expect(conversation.view[position]).toBe(each.name);
        expect(view(conversation)).toEqual(view(conversation).toSorted(compareRows));
      }
    }),
  );
});

test('two phones that got the same numbered messages show the same order', () => {
  fc.assert(
    fc.property(arrivals, fc.infiniteStream(fc.nat()), (list, dice) => {
      const numbered = list.filter(({ sequence }) => sequence > 0);
      const shuffled = numbered
        .map((each) => ({ each, rank: dice.next().value as number }))
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ each }) => each);
      const [first, second] = [emptyConversation(), emptyConversation()];
      for (const each of numbered) insert(first, each);
      for (const each of shuffled) insert(second, each);
      expect(second.view).toEqual(first.view);
      expect(second.contiguous).toBe(first.contiguous);
    }),
  );
});

test('a row that learns its number moves to where it would have been inserted', () => {
  fc.assert(
    fc.property(arrivals, fc.integer({ min: 1, max: 9 }), (list, sequence) => {
      const own: Arrival = { name: 'ana/m1', sequence: 0, typedAtUs: 1 };
      const [late, early] = [emptyConversation(), emptyConversation()];
      const numbered = list.filter((each) => each.sequence > 0);
      for (const each of [...numbered, own]) insert(late, each);
      for (const each of [...numbered, { ...own, sequence }]) insert(early, each);
      const before = late.view.indexOf('ana/m1');
      const moved = numberRow(late, 'ana/m1', sequence);
      expect(late.view).toEqual(early.view);
      expect(moved).toBe(
        early.view.indexOf('ana/m1') === before ? -1 : late.view.indexOf('ana/m1'),
      );
    }),
  );
});

test('[no-hidden-gaps] the contiguous cursor stops before the first number that is missing', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 30 })), (sequences) => {
      const conversation = emptyConversation();
      for (const sequence of sequences) {
        insert(conversation, { name: `ben/m${sequence}`, sequence, typedAtUs: 0 });
      }
      const known = new Set(sequences);
      let contiguous = 0;
      while (known.has(contiguous + 1)) contiguous += 1;
      expect(cursorOf(conversation, 'highestContiguous')).toBe(contiguous);
      expect(cursorOf(conversation, 'highestSeen')).toBe(Math.max(0, ...sequences));
      expect(firstMissing(conversation)).toBe(
        contiguous === Math.max(0, ...sequences) ? 0 : contiguous + 1,
      );
    }),
  );
});
