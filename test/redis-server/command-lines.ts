/** Random commands and sequences of them: mostly good ones on few keys, so that they meet. */
import fc from 'fast-check';

/** One command on one connection. */
export interface Step {
  readonly client: string;
  readonly words: readonly string[];
}

export type WordsArbitrary = fc.Arbitrary<readonly string[]>;

const KEYS = ['a', 'b', '{a}c', 'é'];
export const key = fc.constantFrom(...KEYS);
const INTEGERS = ['0', '1', '-1', '2', '-2', '10', '9223372036854775807', '-9223372036854775808'];
const NO_INTEGERS = ['', ' 1', '1 ', '01', '+5', '-0', '1.5', 'x', '9223372036854775808', '1e3'];
export const integer = fc.oneof(
  { arbitrary: fc.constantFrom(...INTEGERS), weight: 6 },
  { arbitrary: fc.constantFrom(...NO_INTEGERS), weight: 1 },
);
const text = fc.oneof(
  fc.constantFrom('v', 'w', 'OK', '', 'two words', 'žluť', '5', '-7', '9223372036854775806'),
  integer,
);

/** Long past, far to come, or impossible: never so near that a real clock could matter. */
const pastOrFar = (unit: 's' | 'ms'): fc.Arbitrary<string> =>
  fc
    .constantFrom('1', '1000000', '4102444800', '4102444801', '9000000000')
    .map((seconds) => (unit === 's' ? seconds : `${seconds}${seconds.length > 5 ? '499' : '500'}`));

/** Stands for a span of time that no other step of the sequence has: see `distinct`. */
export const SPAN = { s: '<span s>', ms: '<span ms>' } as const;
const BAD_SPANS = ['0', '-1', '-100000', 'x', '9223372036854775807', '9223372036854775'];
const span = (unit: 's' | 'ms') =>
  fc.oneof(
    { arbitrary: fc.constant(SPAN[unit]), weight: 5 },
    { arbitrary: fc.constantFrom(...BAD_SPANS), weight: 1 },
  );
const moment = (unit: 's' | 'ms') =>
  fc.oneof(
    { arbitrary: pastOrFar(unit), weight: 5 },
    { arbitrary: fc.constantFrom('0', '-1', 'x', '9223372036854775807'), weight: 1 },
  );

const name = (...names: string[]) => fc.constantFrom(...names);
const line = (...parts: fc.Arbitrary<string>[]): WordsArbitrary => fc.tuple(...parts);
const some = (part: fc.Arbitrary<string>, least: number, most: number) =>
  fc.array(part, { minLength: least, maxLength: most });
const listed = (head: WordsArbitrary, tail: fc.Arbitrary<readonly string[]>): WordsArbitrary =>
  fc.tuple(head, tail).map(([first, rest]) => [...first, ...rest]);

const life = fc.oneof(
  fc.tuple(name('EX', 'ex'), span('s')),
  fc.tuple(name('PX'), span('ms')),
  fc.tuple(name('EXAT'), moment('s')),
  fc.tuple(name('PXAT', 'pxat'), moment('ms')),
);
const setOption = fc.oneof(
  { arbitrary: life, weight: 4 },
  { arbitrary: fc.tuple(name('NX', 'XX', 'GET', 'KEEPTTL', 'nx', 'PERSIST', 'FOO')), weight: 5 },
);
const options = <Word>(option: fc.Arbitrary<readonly Word[]>, most: number) =>
  fc.array(option, { maxLength: most }).map((each) => each.flat());

const strings: WordsArbitrary[] = [
  line(name('GET', 'get', 'STRLEN', 'GETDEL'), key),
  listed(line(name('SET'), key, text), options(setOption, 3)),
  listed(line(name('GETEX'), key), options(fc.oneof(life, fc.tuple(name('PERSIST', 'NX'))), 2)),
  line(name('SETEX'), key, span('s'), text),
  line(name('PSETEX'), key, span('ms'), text),
  line(name('SETNX', 'GETSET', 'APPEND'), key, text),
  listed(line(name('MGET')), some(key, 1, 4)),
  listed(line(name('MSET', 'MSETNX')), some(fc.oneof(key, text), 1, 6)),
  line(name('INCR', 'DECR'), key),
  line(name('INCRBY', 'DECRBY'), key, integer),
];

const condition = fc.array(name('NX', 'XX', 'GT', 'LT', 'gt', 'FOO'), { maxLength: 2 });
const keys: WordsArbitrary[] = [
  listed(line(name('DEL', 'EXISTS')), some(key, 1, 3)),
  line(name('TYPE', 'PERSIST', 'TTL', 'PTTL', 'EXPIRETIME', 'PEXPIRETIME'), key),
  line(name('DBSIZE', 'PING')),
  line(name('PING'), text),
  line(name('RENAME', 'RENAMENX'), key, key),
  listed(line(name('EXPIRE'), key, span('s')), condition),
  listed(line(name('PEXPIRE'), key, span('ms')), condition),
  listed(line(name('EXPIREAT'), key, moment('s')), condition),
  listed(line(name('PEXPIREAT'), key, moment('ms')), condition),
  line(name('WAIT'), name('0', '-1', 'x', '1.5'), name('0', '5', 'x', '-1')),
];

const collections: WordsArbitrary[] = [
  listed(line(name('LPUSH', 'RPUSH', 'SADD', 'SREM', 'HDEL'), key), some(text, 1, 3)),
  line(name('LPOP', 'RPOP', 'LLEN', 'SMEMBERS', 'SCARD', 'HGETALL'), key),
  line(name('LPOP', 'RPOP'), key, integer),
  line(name('LRANGE'), key, integer, integer),
  line(name('LREM'), key, integer, text),
  line(name('SISMEMBER', 'HGET'), key, text),
  listed(line(name('HSET'), key), some(text, 1, 4)),
];

// Spans of time are left out: a short one would hang on the clocks of both.
const WILD_NAMES =
  'GET SET INCR DECR INCRBY LPUSH RPUSH LPOP RPOP LRANGE LLEN LREM HSET HGET HDEL HGETALL SADD SREM ' +
  'SMEMBERS SISMEMBER MSET MSETNX MGET DEL EXISTS EXPIREAT TTL PTTL PERSIST GETEX ' +
  'GETDEL GETSET SETNX APPEND STRLEN TYPE RENAMENX DBSIZE PING RENAME PUBLISH ' +
  'CLUSTER READONLY ASKING NOPE ZADDD SUBSCRIBEX nope\r\n';

/** Any known name with any number of words, and names that nobody knows. */
const wild: WordsArbitrary = listed(
  line(name(...WILD_NAMES.split(' '))),
  some(fc.oneof(text, key, fc.constant('x'.repeat(130))), 0, 4),
);

/** Too few words for a span of time. */
const cutShort: WordsArbitrary = line(name('EXPIRE', 'PEXPIRE', 'SETEX', 'PSETEX', 'GETEX'));

export const dataCommand: WordsArbitrary = fc.oneof(
  { arbitrary: fc.oneof(...strings), weight: 6 },
  { arbitrary: fc.oneof(...keys), weight: 5 },
  { arbitrary: fc.oneof(...collections), weight: 4 },
  { arbitrary: wild, weight: 1 },
  { arbitrary: cutShort, weight: 1 },
);

const channel = name('news', 'n*', 'ne[vw]s', 'n\\*', '?ews', '[^a]ews', 'sport', '[a-z]*s');
const listening: WordsArbitrary[] = [
  listed(line(name('SUBSCRIBE', 'PSUBSCRIBE')), some(channel, 1, 3)),
  listed(line(name('UNSUBSCRIBE', 'PUNSUBSCRIBE')), some(channel, 0, 2)),
  line(name('PUBLISH'), channel, text),
  line(name('RESET', 'PING')),
];
const transaction: WordsArbitrary[] = [
  line(name('MULTI', 'EXEC', 'DISCARD', 'UNWATCH')),
  listed(line(name('WATCH')), some(key, 1, 2)),
];

const client = fc.constantFrom('one', 'two', 'three');
const stepOf = (words: WordsArbitrary): fc.Arbitrary<Step> => fc.record({ client, words });

/** On one connection, data only. */
export const dataSequence: fc.Arbitrary<readonly Step[]> = sequence(
  fc.record({ client: fc.constant('one'), words: dataCommand }),
  30,
);

/** On three connections, with transactions. */
export const transactionSequence = sequence(
  fc.oneof(
    { arbitrary: stepOf(fc.oneof(...transaction)), weight: 3 },
    { arbitrary: stepOf(dataCommand), weight: 2 },
  ),
  20,
);

/** On three connections, with subscribers. */
export const listeningSequence = sequence(
  fc.oneof(
    { arbitrary: stepOf(fc.oneof(...listening)), weight: 5 },
    { arbitrary: stepOf(dataCommand), weight: 1 },
  ),
  20,
);

function sequence(step: fc.Arbitrary<Step>, maxLength: number): fc.Arbitrary<readonly Step[]> {
  return fc.array(step, { minLength: 1, maxLength, size: 'max' }).map(distinct);
}

// The 37 steps through 100 visit each number once: no two spans are equal, nor in order.
const SPAN_S_MIN = 100_000;

/** Puts spans in, a minute apart at least: which is longer does not depend on the moment of the command. */
function distinct(steps: readonly Step[]): readonly Step[] {
  return steps.map(({ client: by, words }, place) => {
    const seconds = SPAN_S_MIN + ((place * 37) % 100) * 60;
    const spanOf = (word: string) =>
      word === SPAN.s ? `${seconds}` : word === SPAN.ms ? `${seconds}000` : word;
    return { client: by, words: words.map(spanOf) };
  });
}
