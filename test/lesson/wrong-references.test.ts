/** Words that name nothing: each is told at its place, with the word that was probably meant. */
import { describe, expect, test } from 'vitest';
import { complaints, placeOf, withChange } from './small-lesson.ts';

/** One change to the small lesson, the text at which the complaint must stand, and its words. */
const MISTAKES: Readonly<
  Record<string, readonly [from: string, to: string, at: string, words: string]>
> = {
  'a script line with an unknown field': [
    'types: "Meet at six?"',
    'type: "Meet at six?"',
    'type:',
    'unknown field "type", did you mean "types"?',
  ],
  'a time without a unit': [
    'at: 500ms',
    'at: 500',
    '500,',
    'script.1.at: expected a text, found number 500',
  ],
  'a time with an unknown unit': [
    'at: 500ms',
    'at: 500 ms',
    '500 ms',
    'script.1.at: write a time with its unit, such as 500ms or 20s',
  ],
  'a phone that is not there': [
    'phone: ana',
    'phone: anna',
    'anna',
    'there is no phone "anna"; did you mean "ana"?',
  ],
  'an unknown packet in a drop': [
    'drop: publishAck',
    'drop: publishAkc',
    'publishAkc',
    'there is no packet type "publishAkc"; did you mean "publishAck"?',
  ],
  'two things in one line': [
    'drop: publishAck',
    'drop: publishAck, crash: server-7',
    'drop: publishAck, crash',
    'one thing happens in a line; this one has crash and drop',
  ],
  'a field that does not go with the verb': [
    'drop: publishAck',
    'by: 2s, drop: publishAck',
    'by: 2s',
    '"by" does not go with "drop"',
  ],
  'an unknown check of a scenario': [
    'checks: [shown-once]\ndesign',
    'checks: [shown-onse]\ndesign',
    'shown-onse',
    'there is no check "shown-onse"; did you mean "shown-once"?',
  ],
  'an unknown knob': [
    'design: { dedup: insertOnly }\n```',
    'design: { dedupe: outbox }\n```',
    'dedupe',
    'there is no knob "dedupe"; did you mean "dedup"? The knobs are dedup, acks, retryMs',
  ],
  'an unknown value of a knob': [
    'design: { dedup: insertOnly }\n```',
    'design: { dedup: inbox }\n```',
    'inbox',
    'dedup cannot be "inbox"; expected one of none, insertOnly, outbox',
  ],
  'a number out of its range': [
    'design: { dedup: insertOnly }\n```',
    'design: { retryMs: 5 }\n```',
    '5 }',
    'retryMs cannot be "5"; expected a number from 100 to 60000 ms',
  ],
  'an unknown kind of record': [
    'evidence: { kind: duplicate',
    'evidence: { kind: duplicated',
    'duplicated',
    'unknown kind of record "duplicated", did you mean "duplicate"?',
  ],
  'an unknown field of a record': [
    'kind: duplicate, place: table',
    'kind: duplicate, plaec: table',
    'plaec',
    'unknown field of duplicate "plaec", did you mean "place"?',
  ],
  'an unknown word in a record': [
    'place: table',
    'place: tabel',
    'tabel',
    'unknown place "tabel", did you mean "table"?',
  ],
  'a node that is not there, in a claim': [
    'pause: { kind: shown, node: ben',
    'pause: { kind: shown, node: server-8',
    'server-8',
    'unknown node "server-8", did you mean "server-1"?',
  ],
  'a message of nobody': [
    'pause: { kind: shown, node: ben, message: ana/m1',
    'pause: { kind: shown, node: ben, message: eve/m1',
    'eve/m1',
    '"eve/m1" is no message: write a phone and a number, ana/m1',
  ],
  'a claim about nothing': [
    'claim: { count: { kind: shown, node: ben }, is: 1 }',
    'claim: { is: 1 }',
    '{ is: 1 }',
    'this claims nothing: write one of count, never, before, measure, check, all',
  ],
  'a claim without a number': [
    'claim: { count: { kind: shown, node: ben }, is: 1 }',
    'claim: { count: { kind: shown, node: ben } }',
    '{ count: { kind: shown, node: ben } }',
    'say how many: is, or at-least and at-most with the smaller one first',
  ],
  'an unknown measure': [
    '{ check: shown-once, is: broken }',
    '{ measure: shownCopy, is: 2 }',
    'shownCopy,',
    'unknown measure "shownCopy", did you mean "shownCopies"?',
  ],
  'no option that happens': [
    '    happens: true\n',
    '',
    '- text: One.',
    'mark exactly one option with happens: true; 0 are marked',
  ],
  'a missing field': ['ask: Why twice?\n', '', 'evidence: { kind', 'missing field "ask"'],
  'a run that is not there': [
    'ask: Why twice?',
    'ask: Why twice?\nrun: second',
    'second',
    'unknown run "second": choose one of run-1',
  ],
  'a scenario that is not there': [
    'seed: "7"',
    'seed: "7"\nscenario: lost-akc',
    'lost-akc',
    'unknown scenario "lost-akc", did you mean "lost-ack"?',
  ],
  'a seed that is a number': [
    'seed: "7"',
    'seed: 7',
    '7\npause',
    'seed: expected a text, found number 7',
  ],
  'a reference the learner cannot reach': [
    'reference: { dedup: outbox }',
    'reference: { acks: 0 }',
    'acks: 0',
    'the learner cannot turn "acks": add it to knobs, or take it out here',
  ],
  'a single near-miss': [
    '  - { name: Nothing, design: { dedup: none }, fails: shown-once, because: It is shown again. }\n',
    '',
    '- name: Ignore',
    'near-misses: write at least 2 here',
  ],
  'a near-miss that fails another check': [
    'fails: shown-once, because: It',
    'fails: no-acked-loss, because: It',
    'no-acked-loss',
    '"no-acked-loss" is not among the checks of this fix: add it there',
  ],
};

describe('a word that means nothing here', () => {
  test.each(Object.entries(MISTAKES))('%s', (_, [from, to, at, words]) => {
    const text = withChange(from, to);
    expect(complaints(text)).toEqual([`${placeOf(text, at)} ${words}`]);
  });
});
