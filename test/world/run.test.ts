/** A run: what happens between two nodes when wires are cut, machines die and people interfere. */
import { describe, expect, test } from 'vitest';
import { Run } from '../../src/world/index.ts';
import { finished, logOf, toyInput, types } from './toy.ts';

const received = (log: readonly string[]) =>
  log.filter((line) => line.includes(' banner ') && !line.includes('yawn'));
const lost = (log: readonly string[]) => log.filter((line) => line.includes(' lost '));

describe('a run without faults', () => {
  test('is the whole log of what was asked for', () => {
    const run = finished(toyInput([[100, types('hello')]]));
    expect(logOf(run)).toEqual([
      '100 ana ana/m1 sent ear push 10000',
      '110 ear ana/m1 received ana push',
      '110 ear ana/m1 banner hello',
      '110 ear state ear resting listening',
      '1100 ana ana/m2 sent ear push 10000',
      '1110 ear ana/m2 received ana push',
      '1110 ear ana/m2 banner hello',
      '3110 ear banner yawn',
      '3110 ear state ear listening resting',
    ]);
    expect(run.status).toBe('finished');
    expect(run.nowUs).toBe(10_000_000);
  });

  test('names as a cause the record that scheduled each moment', () => {
    const run = finished(toyInput([[100, types('hello')]]));
    const causes = [];
    for (let index = 0; index < run.trace.length; index++) {
      causes.push(run.trace.readRecord(index).cause);
    }
    // sent <- the plan; received <- sent; the timer of m2 <- the moment that started it.
    expect(causes).toEqual([-1, 0, 1, 1, 0, 4, 5, 5, 7]);
  });

  test('is the same twice, and another under another seed', () => {
    const input = toyInput([[100, types('hello')]], {
      network: {
        mobile: { floorMs: 10, jitterMs: 10, loss: 0 },
        datacentre: { floorMs: 10, jitterMs: 10, loss: 0 },
        push: { floorMs: 10, jitterMs: 10, loss: 0 },
      },
    });
    expect(finished(input).digest()).toBe(finished(input).digest());
    expect(finished({ ...input, seed: 'other' }).digest()).not.toBe(finished(input).digest());
  });

  test('keeps a connection in order, whatever the draws of latency', () => {
    const network = { floorMs: 1, jitterMs: 200, loss: 0 };
    const input = toyInput(
      Array.from({ length: 40 }, (_, each) => [each * 7, types(`t${each}`)] as const),
      { network: { mobile: network, datacentre: network, push: network } },
    );
    const log = logOf(finished(input));
    const name = (line: string) => Number(/m(\d+)/.exec(line)?.[1]);
    const sentOrder = log.filter((line) => line.includes(' sent ')).map(name);
    const receivedOrder = log.filter((line) => line.includes(' received ')).map(name);
    expect(sentOrder.length).toBeGreaterThan(40);
    expect(receivedOrder).toEqual(sentOrder);
  });
});

describe('faults', () => {
  test('a cut loses what leaves, and what is on the wire when it strikes', () => {
    const log = logOf(
      finished(
        toyInput([
          [100, types('on the wire')],
          [105, { do: 'cut', node: 'ear', peer: 'ana' }],
          [108, { do: 'heal', node: 'ear', peer: 'ana' }],
          [1050, { do: 'cut', node: 'ear' }],
          [1200, { do: 'heal', node: 'ear' }],
          [2000, types('whole again')],
        ]),
      ),
    );
    expect(lost(log)).toEqual([
      '110 ear ana/m1 lost ana push cut',
      '1110 ear ana/m2 lost ana push cut',
    ]);
    expect(received(log)).toEqual([
      '2010 ear ana/m3 banner whole again',
      '3010 ear ana/m4 banner whole again',
    ]);
  });

  test('two cuts of one link need two cures', () => {
    const log = logOf(
      finished(
        toyInput([
          [10, { do: 'cut', node: 'ear' }],
          [20, { do: 'cut', node: 'ear' }],
          [30, { do: 'heal', node: 'ear' }],
          [100, types('still cut')],
          [500, { do: 'heal', node: 'ear' }],
        ]),
      ),
    );
    expect(lost(log)).toEqual(['110 ear ana/m1 lost ana push cut']);
    expect(received(log)).toEqual(['1110 ear ana/m2 banner still cut']);
  });

  test('a crash loses memory and timers, keeps the disk, and tells nobody', () => {
    const run = finished(
      toyInput([
        [100, types('before')],
        [500, { do: 'crash', node: 'ear' }],
        [600, { do: 'crash', node: 'ear' }],
        [1500, { do: 'restart', node: 'ear' }],
        [1600, { do: 'restart', node: 'ear' }],
        [2000, types('after')],
      ]),
    );
    expect(logOf(run)).toEqual([
      '100 ana ana/m1 sent ear push 10000',
      '110 ear ana/m1 received ana push',
      '110 ear ana/m1 banner before',
      '110 ear state ear resting listening',
      '500 ear crashed',
      '1100 ana ana/m2 sent ear push 10000',
      '1110 ear ana/m2 lost ana push down',
      '1500 ear restarted',
      '2000 ana ana/m3 sent ear push 10000',
      '2010 ear ana/m3 received ana push',
      '2010 ear ana/m3 banner after',
      '2010 ear state ear resting listening',
      '3000 ana ana/m4 sent ear push 10000',
      '3010 ear ana/m4 received ana push',
      '3010 ear ana/m4 banner after',
      '5010 ear banner yawn',
      '5010 ear state ear listening resting',
    ]);
    expect(run.inspect(1).vital).toEqual({ label: 'heard', value: 2 });
  });

  test('a paused node handles late, in order, what came while it was paused', () => {
    const log = logOf(
      finished(
        toyInput([
          [100, types('first')],
          [150, { do: 'pause', node: 'ear' }],
          [200, types('second')],
          [5000, { do: 'resume', node: 'ear' }],
        ]),
      ),
    );
    expect(log.slice(log.indexOf('5000 ear resumed'))).toEqual([
      '5000 ear resumed',
      '5000 ear ana/m2 received ana push',
      '5000 ear ana/m2 banner second',
      '5000 ear ana/m3 received ana push',
      '5000 ear ana/m3 banner first',
      '5000 ear ana/m4 received ana push',
      '5000 ear ana/m4 banner second',
      '7000 ear banner yawn',
      '7000 ear state ear listening resting',
    ]);
  });

  test('a paused node that crashes forgets what it held', () => {
    const log = logOf(
      finished(
        toyInput([
          [100, types('first')],
          [150, { do: 'pause', node: 'ear' }],
          [3000, { do: 'crash', node: 'ear' }],
          [3500, { do: 'restart', node: 'ear' }],
          [3600, { do: 'resume', node: 'ear' }],
        ]),
      ),
    );
    expect(log.slice(-3)).toEqual([
      '3000 ear crashed',
      '3000 ear ana/m2 lost ana push down',
      '3500 ear restarted',
    ]);
  });

  test('a drop takes the packet that it names, and no other', () => {
    const log = logOf(
      finished(
        toyInput([
          [0, { do: 'drop', packet: 'push', nth: 2 }],
          [100, types('first')],
          [200, types('second')],
        ]),
      ),
    );
    expect(lost(log)).toEqual(['210 ear ana/m2 lost ana push dropped']);
    const named = logOf(
      finished(
        toyInput([
          [0, { do: 'drop', packet: 'push', message: 'ana/m3', nth: 1 }],
          [100, types('first')],
          [200, types('second')],
        ]),
      ),
    );
    expect(lost(named)).toEqual(['1110 ear ana/m3 lost ana push dropped']);
  });

  test('a slow link adds its delay, a skewed clock is a skewed clock', () => {
    const log = logOf(
      finished(
        toyInput([
          [0, { do: 'slow', node: 'ear', addMs: 90 }],
          [10, { do: 'skew', node: 'ear', skewMs: -5000 }],
          [100, types('hello')],
        ]),
      ),
    );
    expect(log).toContain('0 ear slowed - 90');
    expect(log).toContain('10 ear skewed -5000');
    expect(log).toContain('200 ear ana/m1 banner hello');
  });

  test('every packet is lost at a loss of 1, none at 0', () => {
    const all = { floorMs: 10, jitterMs: 0, loss: 1 };
    const items = [[100, types('hello')]] as const;
    const network = { mobile: all, datacentre: all, push: all };
    expect(lost(logOf(finished(toyInput(items, { network }))))).toHaveLength(2);
    expect(lost(logOf(finished(toyInput(items))))).toHaveLength(0);
  });

  test('an action on a node that does not exist is our mistake, and says so', () => {
    expect(() => finished(toyInput([[1, { do: 'crash', node: 'redis-9' }]]))).toThrow(
      'there is no node named "redis-9" in this scenario',
    );
  });
});

describe('a service station', () => {
  const nodes = [
    { name: 'ana', kind: 'phone', settings: {} },
    {
      name: 'ear',
      kind: 'redis',
      settings: {},
      service: { workers: 1, serviceMs: 100, distribution: 'fixed', queueLimit: 1 },
    },
  ] as const;

  test('serves one after the other, and refuses beyond its limit', () => {
    const log = logOf(
      finished(
        toyInput(
          [
            [100, types('a')],
            [101, types('b')],
            [102, types('c')],
            [103, types('d')],
          ],
          {
            nodes,
            durationMs: 900,
          },
        ),
      ),
    );
    expect(received(log)).toEqual(['210 ear ana/m1 banner a', '310 ear ana/m2 banner b']);
    expect(log.filter((line) => line.includes(' refused '))).toEqual([
      '112 ear ana/m3 refused overCapacity ana',
      '113 ear ana/m4 refused overCapacity ana',
    ]);
  });

  test('loses its queue in a crash', () => {
    const log = logOf(
      finished(
        toyInput(
          [
            [100, types('a')],
            [101, types('b')],
            [150, { do: 'crash', node: 'ear' }],
            [160, { do: 'restart', node: 'ear' }],
          ],
          { nodes, durationMs: 900 },
        ),
      ),
    );
    expect(received(log)).toEqual([]);
  });
});

describe('the end of a run', () => {
  test('is its horizon, also when nothing happens', () => {
    const run = new Run(toyInput([], { durationMs: 1000 }));
    expect(run.step()).toBe(false);
    expect([run.status, run.nowUs, run.trace.length]).toEqual(['finished', 1_000_000, 0]);
  });

  test('what lies beyond the horizon is not done', () => {
    const run = finished(toyInput([[11_000, types('late')]]));
    expect(run.trace.length).toBe(0);
  });
});
