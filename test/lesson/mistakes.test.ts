/** Mistakes an author makes: each is named at its line and column, and all of them at once. */
import { describe, expect, test } from 'vitest';
import { CHECK_NAMES } from '../../src/scenarios/index.ts';
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
      `${placeOf(text, 'shown, because')} unknown check "shown": choose one of ` +
        CHECK_NAMES.join(', '),
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
