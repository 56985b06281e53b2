/** A slot on its way from one node to another, as two real nodes of Redis 7.0.15 were seen to do it. */
import { describe, expect, test } from 'vitest';
import { play, type Play } from './deployment.ts';

const nodes = { 'redis-1': { slots: '0-8191' }, 'redis-2': { slots: '8192-16383' } };
/** bar and whatever has its tag. */
const SLOT = 5061;

/** Commands 10 ms apart; answers without their times. */
function answersTo(...commands: string[]): string[] {
  const script = commands.map((command, at): Play['script'][number] => [100 + at * 10, command]);
  const { answers } = play({ nodes, script, durationMs: 200 + commands.length * 10 });
  return answers.map((line) => line.slice(line.indexOf(' ') + 1).replace(/^(\S+): .* = /, '$1 '));
}

const OPEN = [
  'redis-1: SET bar 1',
  'redis-1: SET {bar}2 x',
  `redis-1: CLUSTER SETSLOT ${SLOT} MIGRATING redis-2`,
  `redis-2: CLUSTER SETSLOT ${SLOT} IMPORTING redis-1`,
];

describe('while a slot migrates', () => {
  test('its old node serves the keys that it still has, and sends on for the others', () => {
    expect(
      answersTo(
        ...OPEN,
        'redis-1: GET bar',
        'redis-1: GET {bar}none',
        'redis-1: MGET bar {bar}none',
        'redis-1: MGET {bar}n1 {bar}none',
        'redis-2: GET bar',
      ).slice(4),
    ).toEqual([
      'redis-1 1',
      `redis-1 {error:ASK ${SLOT} redis-2:6379}`,
      'redis-1 {error:TRYAGAIN Multiple keys request during rehashing of slot}',
      `redis-1 {error:ASK ${SLOT} redis-2:6379}`,
      `redis-2 {error:MOVED ${SLOT} redis-1:6379}`,
    ]);
  });

  test('its new node serves a client that says ASKING, for one command or one transaction', () => {
    expect(
      answersTo(
        ...OPEN,
        'redis-2: ASKING',
        'redis-2: GET bar',
        'redis-2: GET bar',
        'redis-2: ASKING',
        'redis-2: MGET bar {bar}2',
        'redis-2: ASKING',
        'redis-2: SET {bar}new 1',
        'redis-2: ASKING',
        'redis-2: PING',
        'redis-2: GET {bar}new',
        'redis-2: ASKING',
        'redis-2: MULTI',
        'redis-2: GET {bar}new',
        'redis-2: GET bar',
        'redis-2: EXEC',
      ).slice(4),
    ).toEqual([
      'redis-2 OK',
      'redis-2 null',
      `redis-2 {error:MOVED ${SLOT} redis-1:6379}`,
      'redis-2 OK',
      'redis-2 {error:TRYAGAIN Multiple keys request during rehashing of slot}',
      'redis-2 OK',
      'redis-2 OK',
      'redis-2 OK',
      'redis-2 PONG',
      `redis-2 {error:MOVED ${SLOT} redis-1:6379}`,
      'redis-2 OK',
      'redis-2 OK',
      'redis-2 QUEUED',
      'redis-2 QUEUED',
      'redis-2 {error:TRYAGAIN Multiple keys request during rehashing of slot}',
    ]);
  });

  test('keys go over with their lives, then the slot itself, and everybody is told', () => {
    expect(
      answersTo(
        ...OPEN,
        'redis-1: EXPIRE {bar}2 1000',
        'redis-1: MIGRATE redis-2 6379 bar 0 1000',
        'redis-1: MIGRATE redis-2 6379 bar 0 1000',
        'redis-1: GET bar',
        `redis-1: CLUSTER COUNTKEYSINSLOT ${SLOT}`,
        `redis-1: CLUSTER GETKEYSINSLOT ${SLOT} 10`,
        `redis-1: CLUSTER SETSLOT ${SLOT} NODE redis-2`,
        'redis-1: MIGRATE redis-2 6379 {bar}2 0 1000',
        `redis-2: CLUSTER SETSLOT ${SLOT} NODE redis-2`,
        `redis-1: CLUSTER SETSLOT ${SLOT} NODE redis-2`,
        'redis-1: GET bar',
        'redis-2: GET bar',
        'redis-2: TTL {bar}2',
      ).slice(5),
    ).toEqual([
      'redis-1 OK',
      'redis-1 NOKEY',
      `redis-1 {error:ASK ${SLOT} redis-2:6379}`,
      'redis-1 1',
      'redis-1 [{bar}2]',
      `redis-1 {error:ERR Can't assign hashslot ${SLOT} to a different node while I still hold keys ` +
        'for this hash slot.}',
      'redis-1 OK',
      'redis-2 OK',
      'redis-1 OK',
      `redis-1 {error:MOVED ${SLOT} redis-2:6379}`,
      'redis-2 1',
      'redis-2 1000',
    ]);
  });

  test('a node that nobody has told hears of it on the bus', () => {
    const { answers } = play({
      nodes,
      script: [
        [100, `redis-1: CLUSTER SETSLOT ${SLOT} MIGRATING redis-2`],
        [110, `redis-2: CLUSTER SETSLOT ${SLOT} IMPORTING redis-1`],
        [120, `redis-2: CLUSTER SETSLOT ${SLOT} NODE redis-2`],
        [3000, 'redis-1: GET bar'],
      ],
      durationMs: 4000,
    });
    expect(answers.at(-1)).toBe(`3002 redis-1: GET bar = {error:MOVED ${SLOT} redis-2:6379}`);
  });
});

describe('MIGRATE', () => {
  test('does nothing else meanwhile, and gives up a target that is silent', () => {
    const { answers } = play({
      nodes,
      script: [
        [100, 'redis-1: SET bar 1'],
        [110, `redis-1: CLUSTER SETSLOT ${SLOT} MIGRATING redis-2`],
        [200, { do: 'pause', node: 'redis-2' }],
        [300, 'redis-1: MIGRATE redis-2 6379 bar 0 500'],
        [400, 'redis-1: SET bar 2'],
        [410, 'redis-1: MIGRATE nowhere 6379 bar 0 500'],
      ],
      durationMs: 2000,
    });
    expect(answers.slice(2)).toEqual([
      '802 redis-1: MIGRATE redis-2 6379 bar 0 500 = ' +
        '{error:IOERR error or timeout reading to target instance}',
      '802 redis-1: SET bar 2 = OK',
      '802 redis-1: MIGRATE nowhere 6379 bar 0 500 = ' +
        '{error:IOERR error or timeout reading to target instance}',
    ]);
  });

  test('leaves the key where it is when the target has one of that name', () => {
    expect(
      answersTo(
        ...OPEN,
        'redis-2: ASKING',
        'redis-2: SET bar 9',
        'redis-1: MIGRATE redis-2 6379 bar 0 1000',
        'redis-1: GET bar',
      ).slice(6),
    ).toEqual([
      'redis-1 {error:ERR Target instance replied with error: BUSYKEY Target key name already exists.}',
      'redis-1 1',
    ]);
  });
});
