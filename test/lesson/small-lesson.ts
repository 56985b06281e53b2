/** The smallest lesson that has everything, and a parser with two knobs, for the tests in this folder. */
import type { ParsedLesson, Problem } from '../../src/lesson/index.ts';
import { parseLesson } from '../../src/lesson/index.ts';
import type { KnobTable } from '../../src/models/index.ts';

export const SMALL_KNOBS: KnobTable = {
  dedup: {
    kind: 'choice',
    label: 'Dedup',
    question: 'What happens to a second copy?',
    options: {
      none: 'Kept.',
      insertOnly: 'Not stored twice.',
      outbox: 'Delivered from an outbox.',
    },
    initial: 'outbox',
  },
  acks: {
    kind: 'choice',
    label: 'Acks',
    question: 'How many replicas answer?',
    options: { '0': 'None.', '1': 'One.', all: 'All.' },
    initial: 'all',
  },
  retryMs: {
    kind: 'number',
    label: 'Retry',
    question: 'After how long?',
    unit: 'ms',
    min: 100,
    max: 60_000,
    initial: 2000,
    source: 'our choice',
  },
};

export const SMALL_MEASURES = ['shownCopies', 'deliveryMsP99'];

export const SMALL_LESSON = `---
id: L99
title: A small lesson
minutes: 5
part: B
question: Is a retry safe?
misconceptions: [M3]
invariants: [shown-once]
prerequisites: [L08]
objectives: [Say what a retry may do.]
cuts:
  short: [hook, predict, run, explain, say]
  class: [hook, predict, run, explain, investigate, say]
---

## Hook

Ana's *phone* asks **twice**; see [the list](https://example.org/a).

\`\`\`scenario
name: lost-ack
phones: { ana: ios, ben: android }
servers: [server-1, server-7]
script:
  - { at: 1s, phone: ana, types: "Meet at six?" }
  - { at: 500ms, drop: publishAck, message: ana/m1 }
duration: 20s
checks: [shown-once]
design: { dedup: insertOnly }
\`\`\`

## Predict

\`\`\`predict
ask: How many copies does Ben see?
options:
  - text: One.
    claim: { count: { kind: shown, node: ben }, is: 1 }
    why: The row is single, the push is not.
  - text: Two.
    happens: true
    claim: { count: { kind: shown, node: ben }, at-least: 2 }
    why: The push follows the insert, whatever it did.
\`\`\`

## Run

\`\`\`run
seed: "7"
pause: { kind: shown, node: ben, message: ana/m1 }
facts:
  - says: The acknowledgement is lost once.
    claim: { count: { kind: lost, packet: publishAck, reason: dropped }, is: 1 }
\`\`\`

## Explain

\`\`\`explain
ask: Why twice?
evidence: { kind: duplicate, place: table }
options:
  - { cause: The push ran twice., right: true, why: Nothing stops it. }
  - { cause: The table has two rows., why: It has one. }
\`\`\`

## Investigate

\`\`\`compare
ask: Which one shows it once?
left:
  label: Ignore
  design: { dedup: insertOnly }
  facts:
    - { says: Twice., claim: { check: shown-once, is: broken } }
right:
  label: Outbox
  design: { dedup: outbox }
  facts:
    - { says: Once., claim: { check: shown-once, is: holds } }
differs: The delivery comes from the outbox.
\`\`\`

## Fix

\`\`\`fix
task: Show each message once.
knobs: [dedup]
reference: { dedup: outbox }
seeds: { prefix: L99, count: 3 }
checks: [shown-once]
near-misses:
  - { name: Nothing, design: { dedup: none }, fails: shown-once, because: It is shown again. }
  - name: Ignore
    design: { dedup: insertOnly }
    fails: shown-once
    record: { kind: shown, node: ben, message: ana/m1 }
    because: Ignoring the insert does not skip the push.
withheld: { name: No outbox, design: { dedup: none }, fails: shown-once, because: Twice. }
\`\`\`

## Say it

\`\`\`say
line: At least once on the wire, once in effect.
recall:
  - { ask: Where is an id remembered?, answer: At the table and at the phone. }
\`\`\`
`;

export function parseSmall(text = SMALL_LESSON): ParsedLesson {
  return parseLesson(text, 'small.md', { knobs: SMALL_KNOBS, measures: SMALL_MEASURES });
}

/** The small lesson with one piece of text replaced by another. @throws Error when it is not there. */
export function withChange(from: string, to: string): string {
  if (!SMALL_LESSON.includes(from)) throw new Error(`the small lesson does not hold "${from}"`);
  return SMALL_LESSON.replace(from, () => to);
}

/** \`line:column message\` of every problem; [] for a lesson without one. */
export function complaints(text: string): readonly string[] {
  const parsed = parseSmall(text);
  return parsed.ok ? [] : parsed.problems.map(inWords);
}

function inWords({ line, column, message }: Problem): string {
  return `${line}:${column} ${message}`;
}

/** \`line:column\` at which a piece of text begins for the first time. */
export function placeOf(text: string, piece: string): string {
  const before = text.slice(0, text.indexOf(piece)).split('\n');
  if (!text.includes(piece)) throw new Error(`the text does not hold "${piece}"`);
  return `${before.length}:${before[before.length - 1]!.length + 1}`;
}
