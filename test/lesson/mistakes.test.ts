/** Mistakes an author makes: each is named at its line and column, and all of them at once. */
import { describe, expect, test } from 'vitest';
import { complaints, placeOf, SMALL_LESSON, withChange } from './small-lesson.ts';

/** One change to the small lesson, the text at which the complaint must stand, and its words. */
const MISTAKES: Readonly<
  Record<string, readonly [from: string, to: string, at: string, words: string]>
> = {
  'a misspelt field of the front matter': [
    'objectives:',
    'objectivs:',
    'objectivs:',
    'unknown field "objectivs", did you mean "objectives"?',
  ],
  'a number where a text must stand': [
    'title: A small lesson',
    'title: 7',
    '7\nminutes',
    'title: expected a text, found number 7',
  ],
  'a text where a number must stand': [
    'minutes: 5',
    'minutes: five',
    'five',
    'minutes: expected a number, found the text "five"',
  ],
  'a part that is none': [
    'part: B',
    'part: Z',
    'Z',
    'part: unknown value "Z": choose one of A, B, C, D, E, F',
  ],
  'an unknown check in the front matter': [
    'invariants: [shown-once]',
    'invariants: [shown-twice]',
    'shown-twice',
    'unknown check "shown-twice", did you mean "shown-once"?',
  ],
  'an unknown beat in a cut': [
    'short: [hook, predict',
    'short: [hook, predikt',
    'predikt',
    'cuts.short.1: unknown value "predikt", did you mean "predict"?',
  ],
  'a lesson of a later format': [
    'id: L99',
    'id: L99\nformat: 2',
    '2\ntitle',
    'made for a later version: this program reads format 1',
  ],
  'HTML between paragraphs': [
    '## Predict',
    '<script>alert(1)</script>\n\n## Predict',
    '<script>',
    'HTML is not allowed in a lesson: write Markdown',
  ],
  'HTML inside a paragraph': [
    'asks **twice**',
    'asks<br>twice',
    '<br>',
    'HTML is not allowed in a lesson: write Markdown',
  ],
  'a link that runs code': [
    'https://example.org/a',
    'javascript:alert(1)',
    '[the list]',
    'a link starts with https:// or, for a place in the app, with #/',
  ],
  'a picture': [
    '[the list](https://example.org/a)',
    '![a](https://example.org/a.png)',
    '![a]',
    'a lesson holds no pictures: the stage draws what happens',
  ],
  'an unknown block': [
    '```predict',
    '```predikt',
    'predikt',
    'unknown block "predikt", did you mean "predict"?',
  ],
  'a block under another beat': [
    '## Explain\n',
    '## Explain\n\n```run\npause: { kind: crashed }\n```\n',
    'run\npause: { kind: cr',
    'a "run" block belongs under "## Run"',
  ],
  'an unknown heading': [
    '## Investigate',
    '## Investigation',
    '## Investigation',
    'unknown beat "Investigation", did you mean "Investigate"?',
  ],
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
    'there is no knob "dedupe"; did you mean "dedup"?',
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
  'an alias': [
    'ask: Why twice?',
    'ask: *why',
    '*why',
    '"*why" refers to another place: write the value out',
  ],
  'a key that reaches behind objects': [
    'ask: Why twice?',
    'ask: Why twice?\n__proto__: { a: 1 }',
    '__proto__',
    '"__proto__" is not a name for a field',
  ],
  'a key that comes twice': [
    'ask: Why twice?',
    'ask: Why twice?\nask: Again?',
    'ask: Again',
    '"ask" is here already, in line 59',
  ],
  'a tag': [
    'ask: Why twice?',
    'ask: !!js/function "x"',
    '!!js',
    'a value with ! is a tag, and a lesson holds plain values: use quotes or no !',
  ],
  'a colon in a text': [
    'ask: Why twice?',
    'ask: Why: twice?',
    'Why: twice',
    'put a text that contains ": " in quotes (Nested mappings are not allowed in compact mappings)',
  ],
  'a block that is never closed': [
    'recall:\n  - { ask: Where is an id remembered?, answer: At the table and at the phone. }\n```\n',
    '',
    '```say',
    'this say block is never closed: put ``` after its last line',
  ],
  'a block in a list': [
    '## Predict\n',
    '## Predict\n\n- see\n  ```run\n  seed: "1"\n  ```\n',
    '```run\n  seed',
    'a "run" block cannot stand in a list or a quotation: start it at the margin',
  ],
};

describe('one mistake', () => {
  test.each(Object.entries(MISTAKES))('%s', (_, [from, to, at, words]) => {
    const text = withChange(from, to);
    expect(complaints(text)).toEqual([`${placeOf(text, at)} ${words}`]);
  });
});

describe('several mistakes', () => {
  test('are told at once, in the order of the file', () => {
    let text = withChange('minutes: 5', 'minuts: 5');
    text = text.replace('## Hook', '## Hook\n\n<div>');
    text = text.replace('kind: duplicate', 'kind: duplicates');
    text = text.replace('fails: shown-once, because: It', 'fails: shown, because: It');
    expect(complaints(text)).toEqual([
      `${placeOf(text, 'minuts')} unknown field "minuts", did you mean "minutes"?`,
      `${placeOf(text, '<div>')} HTML is not allowed in a lesson: write Markdown`,
      `${placeOf(text, 'duplicates')} unknown kind of record "duplicates", did you mean "duplicate"?`,
      `${placeOf(text, 'shown, because')} unknown check "shown": choose one of no-acked-loss, ` +
        'shown-once, sender-order, honest-ticks, ticks-forward, eventual-delivery, no-ghosts',
    ]);
  });

  test('an inherited mistake is told once, where it was written', () => {
    const other = '```scenario\nname: other\nlike: lost-ack\n```\n\n## Predict';
    const text = withChange('phone: ana,', 'phone: anna,').replace('## Predict', other);
    expect(complaints(text)).toEqual([
      `${placeOf(text, 'anna,')} there is no phone "anna"; did you mean "ana"?`,
    ]);
  });

  test('a scenario cannot be like itself', () => {
    const text = withChange('name: lost-ack', 'name: lost-ack\nlike: lost-ack');
    expect(complaints(text)).toEqual([
      `${placeOf(text, 'lost-ack\nphones')} "lost-ack" would be like itself: break the circle`,
    ]);
  });
});

describe('the file as a whole', () => {
  const missing = 'a lesson has Hook, Predict, Run, Explain, Investigate, Fix, Say it';

  test('an empty file', () => {
    const words = 'the file is empty: start it with --- and a line such as id: L06';
    expect(complaints('')).toEqual([`1:1 ${words}`]);
    expect(complaints(' \n\n')).toEqual([`1:1 ${words}`]);
  });

  test('no front matter', () => {
    const text = SMALL_LESSON.slice(SMALL_LESSON.indexOf('## Hook'));
    const words =
      'start the file with its front matter: a line ---, fields such as id: L06, a line ---';
    expect(complaints(text)).toEqual([`1:1 ${words}`]);
  });

  test('front matter that is never closed', () => {
    const words = 'the front matter that starts here is never closed: put --- after its last field';
    expect(complaints('---\nid: L99\n')[0]).toBe(`1:1 ${words}`);
  });

  test('beats that are missing, doubled or out of order', () => {
    const say = SMALL_LESSON.slice(SMALL_LESSON.indexOf('## Say it'));
    const text = SMALL_LESSON.replace(say, '').replace(
      '## Predict',
      '## Say it\n\n## Hook\n\n## Predict',
    );
    const late = `${placeOf(text, '## Predict')} "## Predict" comes before "## Say it", not after it`;
    expect(complaints(text).slice(0, 4)).toEqual([
      `${placeOf(text, '## Say it')} "## Say it" needs a block: \`\`\`say`,
      `${placeOf(text, '## Hook\n\n## Predict')} "## Hook" is here already: join the two`,
      late,
      `${placeOf(text, '## Run')} "## Run" comes before "## Say it", not after it`,
    ]);
    expect(complaints(SMALL_LESSON.replace(say, ''))).toEqual([
      `${SMALL_LESSON.replace(say, '').split('\n').length}:1 the heading "## Say it" is missing; ${missing}`,
    ]);
  });

  test('Windows line ends and a byte order mark change no position', () => {
    const text = withChange('phone: ana,', 'phone: anna,');
    const windows = `\ufeff${text.replaceAll('\n', '\r\n')}`;
    expect(complaints(windows)).toEqual(complaints(text));
    expect(complaints(windows)).toHaveLength(1);
  });
});
