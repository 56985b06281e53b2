/** The small texts a lesson is written in: times with units, ranges, names. Shapes only, no meaning. */
import * as z from 'zod/mini';

const NUMBER = '\\d{1,9}(?:\\.\\d{1,6})?';
const TIME = `${NUMBER}(?:us|ms|s|min|h)`;

const matching = (pattern: string, message: string) =>
  z.string().check(z.regex(new RegExp(`^(?:${pattern})$`), message));

/** `500ms`, `20s`. */
export const time = () => matching(TIME, 'write a time with its unit, such as 500ms or 20s');

/** `1s` or `1s to 3s`. */
export const timeRange = () =>
  matching(`${TIME}(?: to ${TIME})?`, 'write a time or two, such as 2s or 1s to 3s');

/** Like `timeRange`, before or after: `-50ms to 50ms`. */
export const signedTimeRange = () =>
  matching(`-?${TIME}(?: to -?${TIME})?`, 'write a time or two, such as 20ms or -50ms to 50ms');

export const signedTime = () =>
  matching(`-?${TIME}`, 'write a time with its unit, such as 25ms or -25ms');

/** `300KiB`, `12MiB`: how large a photo or a video is. */
export const size = () =>
  matching(`${NUMBER}(?:KiB|MiB|GiB)`, 'write a size with its unit, such as 300KiB or 12MiB');

/** A whole number, or two as text: `3`, `2 to 6`. */
export const wholeRange = () =>
  z.union([
    whole(0),
    matching('\\d{1,9} to \\d{1,9}', 'write a number or two, such as 3 or 2 to 6'),
  ]);

export const whole = (least: number, most = 1_000_000) => z.int().check(z.gte(least), z.lte(most));

/** A share: `0.02` or `2%`. */
export const share = () =>
  z.union([
    z.number().check(z.gte(0), z.lte(1)),
    matching('(?:100|\\d{1,2})(?:\\.\\d{1,6})?%', 'write a share such as 2% or 0.02'),
  ]);

/** Lower-case letters, digits and dashes, as nodes, users and conversations are named. */
export const name = () =>
  matching('[a-z][a-z0-9-]{0,39}', 'write a name in lower case letters, digits and dashes');

/** Names of scenarios, runs, predictions and quiz items. */
export const id = () =>
  matching('[A-Za-z][A-Za-z0-9-]{0,39}', 'write a name in letters, digits and dashes');

/** `ana/m1`: the first message that Ana's phone sent. */
export const messageName = () =>
  matching('[a-z][a-z0-9-]{0,39}/m[1-9]\\d{0,5}', 'write a message as phone/m1, phone/m2, ...');

export const text = (most = 2_000) =>
  z.string().check(
    z.minLength(1, 'write at least a word here'),
    z.maxLength(most, `at most ${most} characters fit here`),
    z.refine(
      (value) => !MARKS.test(value),
      'this text holds HTML or signs that turn its direction',
    ),
  );

/** Tags of HTML, and the signs that turn or hide text. */
const MARKS = /<\/?[a-z!][^>]*>|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/i;

export const seed = () =>
  z
    .string()
    .check(
      z.minLength(1, 'write a seed in quotes, such as "7"'),
      z.maxLength(60, 'a seed has at most 60 characters'),
    );

export const list = <Item extends z.core.$ZodType>(item: Item, least = 1, most = 100) =>
  z
    .array(item)
    .check(
      z.minLength(least, `write at least ${least} here`),
      z.maxLength(most, `at most ${most} fit here`),
    );

/** Knobs and their values; the names are checked against the components' own tables later. */
export const design = () => z.record(z.string(), z.union([z.string(), z.number()]));
