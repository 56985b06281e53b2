/** The judge: all checks beside one run, most serious first. */
import { describe, expect, test } from 'vitest';
import { checkContextOf, Judge } from '../../src/checks/index.ts';
import { CHECK_NAMES } from '../../src/scenarios/index.ts';
import { TWO_USERS } from '../scenarios/two-users.ts';
import { recordLog } from './record-log.ts';

const LOG = recordLog(`
  @1000 ana typed m1 "Meet at six?" ana-ben
  ana status m1 clock typed
  server-1 stored m1 buffer 0
  ana status m1 delivered push
  ana status m1 sent serverReceipt
  ben shown m1 0 1 "Meet at six?"
  ben shown m1 1 1 "Meet at six?"
  server-1 crashed
`);
const input = { scenario: TWO_USERS, design: {}, plan: { items: [] }, edits: [] };
const context = checkContextOf(input, LOG.topology, LOG.trace.names);

describe('the judge', () => {
  test('gives every verdict, most serious first, whatever the order of the names', () => {
    const judge = new Judge(CHECK_NAMES.toReversed(), context);
    for (const record of LOG.records) judge.step(record);
    const verdicts = judge.finish();
    expect(verdicts.map(({ id }) => id)).toEqual(CHECK_NAMES);
    const proved = verdicts.filter(({ verdict }) => verdict !== 'not proved');
    expect(proved.map(({ id, verdict }) => `${id}: ${verdict}`)).toEqual([
      'no-acked-loss: broken',
      'shown-once: broken',
      'no-invention: holds',
      'honest-ticks: broken',
      'ticks-forward: broken',
      'eventual-delivery: holds',
    ]);
  });

  test('knows in mid-run what has gone wrong, the most serious first', () => {
    const judge = new Judge(CHECK_NAMES, context);
    const known = LOG.records.map((record) => {
      judge.step(record);
      return judge.firstBroken()?.id;
    });
    expect(known).toEqual([
      undefined,
      undefined,
      undefined,
      'honest-ticks',
      'honest-ticks',
      'honest-ticks',
      'shown-once',
      'shown-once',
    ]);
  });

  test('tells its evidence in whole sentences', () => {
    const judge = new Judge(['ticks-forward', 'no-ghosts'], context);
    for (const record of LOG.records) judge.step(record);
    expect(judge.finish()).toEqual([
      {
        id: 'ticks-forward',
        verdict: 'broken',
        record: 4,
        because: "Ana's phone goes from two ticks back to one tick on “Meet at six?” (ana/m1).",
      },
      {
        id: 'no-ghosts',
        verdict: 'not proved',
        because: 'Nothing was routed anywhere once the bound after a crash had passed.',
      },
    ]);
  });

  test('a check that the scenario does not list is not judged', () => {
    expect(new Judge([], context).finish()).toEqual([]);
  });
});
