/** [honest-ticks] a shown state never exceeds the truth at the moment of showing. */
import { describe, expect, test } from 'vitest';
import { TWO_USERS } from '../scenarios/two-users.ts';
import { verdictOf } from './judged.ts';

const verdict = (log: string) => verdictOf('honest-ticks', { log });

const TYPED = `
  ana typed m1 "Meet at six?" ana-ben
  ana stored m1 outbox 1
  ana stored m1 local 1
  ana status m1 clock typed
`;

describe('[honest-ticks] one tick', () => {
  test('is earned by the log', () => {
    expect(verdict(`${TYPED}\nkafka stored m1 log 1\nana status m1 sent log`)).toBe('holds');
  });

  test('is earned by the table', () => {
    expect(verdict(`${TYPED}\ncassandra stored m1 table 1\nana status m1 sent store`)).toBe(
      'holds',
    );
  });

  test('is earned when the other side has the message already', () => {
    expect(verdict(`${TYPED}\nben stored m1 local 1\nana status m1 sent store`)).toBe('holds');
  });

  test('is a lie when send() returned', () => {
    expect(verdict(`${TYPED}\nana status m1 sent socketWrite`)).toBe(
      "broken at 4: Ana's phone shows one tick on “Meet at six?” (ana/m1), " +
        'but no log and no table has it on disk',
    );
  });

  test('is a lie when a server has it in memory only', () => {
    const log = `${TYPED}\nserver-1 stored m1 buffer 1\nana status m1 sent serverReceipt`;
    expect(verdict(log)).toContain('broken at 5');
  });

  test('is a lie when the write is not on disk yet, or was undone by then', () => {
    const unflushed = `${TYPED}\ncassandra stored m1 table 0\nana status m1 sent store`;
    expect(verdict(unflushed)).toContain('broken at 5');
    const undone = `${TYPED}\nkafka stored m1 log 1\nkafka forgotten m1 log\nana status m1 sent log`;
    expect(verdict(undone)).toContain('broken at 6');
  });

  test('is judged when it is shown, not later', () => {
    const log = `${TYPED}\nkafka stored m1 log 1\nana status m1 sent log\nkafka forgotten m1 log`;
    expect(verdict(log)).toBe('holds');
  });
});

describe('[honest-ticks] two ticks', () => {
  test('are earned by the device', () => {
    const log = `${TYPED}\nben stored m1 local 1\nana status m1 delivered deviceAck`;
    expect(verdict(log)).toBe('holds');
  });

  test('are a lie when push() returned', () => {
    const log = `${TYPED}
      server-7 marked m1 delivered push
      ben lost m1 server-7 deliver cut
      ana status m1 delivered push`;
    expect(verdict(log)).toBe(
      "broken at 6: Ana's phone shows two ticks on “Meet at six?” (ana/m1), " +
        "but Ben's phone has not stored it",
    );
  });

  test("are a lie when the device has it in memory, or somebody else's message", () => {
    const memory = `${TYPED}\nben stored m1 local 0\nana status m1 delivered deviceAck`;
    expect(verdict(memory)).toContain('broken at 5');
    const other = `${TYPED}\nben stored m2 local 1\nana status m1 delivered deviceAck`;
    expect(verdict(other)).toContain('broken at 5');
  });

  test('in a group need every member', () => {
    const [phone] = TWO_USERS.nodes;
    const scenario = {
      nodes: [...TWO_USERS.nodes, { ...phone!, name: 'cem' }, { ...phone!, name: 'dee' }],
      conversations: [{ name: 'hikers', members: ['ana', 'ben', 'cem', 'dee'] }],
    };
    const log = `
      ana typed m1 "Up?" hikers
      ben stored m1 local 1
      ana status m1 delivered deviceAck`;
    expect(verdictOf('honest-ticks', { log, scenario })).toBe(
      "broken at 2: Ana's phone shows two ticks on “Up?” (ana/m1), " +
        "but Cem's phone and Dee's phone have not stored it",
    );
  });
});

describe('[honest-ticks] blue ticks', () => {
  const stored = `${TYPED}\nben stored m1 local 1`;

  test('are earned by opening the chat after the message came, or before', () => {
    expect(verdict(`${stored}\nben opened ana-ben\nana status m1 read opened`)).toBe('holds');
    expect(verdict(`ben opened ana-ben\n${stored}\nana status m1 read opened`)).toBe('holds');
  });

  test('are a lie when nobody opened that chat', () => {
    expect(verdict(`${stored}\nana status m1 read opened`)).toBe(
      "broken at 5: Ana's phone shows two blue ticks on “Meet at six?” (ana/m1), " +
        'but Ben has not seen it in an open chat',
    );
    expect(verdict(`${stored}\nben opened work\nana status m1 read opened`)).toContain(
      'broken at 6',
    );
  });

  test('are a lie when the chat was open behind a locked screen', () => {
    const log = `
      ben opened ana-ben
      ben state app foreground background
      ${stored}
      ana status m1 read opened
    `;
    expect(verdict(log)).toContain('broken at 7');
  });

  test('are earned when the app comes back to the open chat, not after it was killed', () => {
    const log = (state: string) => `
      ben opened ana-ben
      ben state app foreground ${state}
      ${stored}
      ben state app ${state} foreground
      ana status m1 read opened
    `;
    expect(verdict(log('background'))).toBe('holds');
    expect(verdict(log('killed'))).toContain('broken at 8');
  });
});

test('[honest-ticks] without a tick nothing is proved', () => {
  expect(verdict(TYPED)).toBe('not proved: no tick was shown, so none could be false');
  expect(verdict(`${TYPED}\nana status m1 failed timeout`)).toContain('not proved');
});
