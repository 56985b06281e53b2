/** Every kind of record reads as a plain English sentence. */
import { describe, expect, test } from 'vitest';
import { MessageBook, storyOf } from '../../src/measures/index.ts';
import { RECORD_NAMES } from '../../src/models/index.ts';
import { recordLog } from '../checks/record-log.ts';

/** The sentences of a log. */
function story(lines: string): string[] {
  const { records, trace, topology } = recordLog(lines);
  const book = new MessageBook();
  return records.map((record) => {
    book.step(record);
    return storyOf(record, trace.names, topology, book);
  });
}

const lines = (text: string): string[] => text.trim().split(/\n\s*/);

describe('the story', () => {
  test('of a message on its way and the lie at its end', () => {
    const log = `
      ana typed m1 "Meet at six?" ana-ben
      ana stored m1 outbox 1
      ana stored m1 local 1
      ana status m1 clock typed
      ana awaiting m1 connection
      ana sent m1 server-1 publish 40000
      server-1 received m1 ana publish
      server-1 stored m1 buffer 0
      kafka stored m1 log 1 0
      kafka appended m1 messages 0 17
      cassandra stored m1 table 0 1
      server-1 accepted m1 1 log
      server-1 sent m1 ana publishAck
      ana status m1 sent log
      ana forgotten m1 outbox
      server-1 routed m1 server-7 ben
      server-7 sent m1 ben deliver
      server-7 marked m1 delivered push
      ben lost m1 server-7 deliver cut
      ana status m1 delivered push
      ana awaiting m1 readReceipt
    `;
    expect(story(log)).toEqual(
      lines(`
        Ana types “Meet at six?”.
        Ana's phone keeps “Meet at six?” in its outbox until it is acknowledged.
        Ana's phone stores “Meet at six?” in its own database.
        Ana's phone shows a clock on “Meet at six?”.
        Ana's phone waits for a connection, to send “Meet at six?”.
        Ana's phone sends “Meet at six?” to server 1.
        Server 1 receives “Meet at six?” from Ana's phone.
        Server 1 holds “Meet at six?” in memory only.
        Kafka writes “Meet at six?” to its log.
        Kafka appends “Meet at six?” to messages-0 at offset 17.
        Cassandra writes “Meet at six?” to its table, but not to disk yet.
        Server 1 accepts “Meet at six?” as number 1 once the log has it.
        Server 1 sends the acknowledgement of “Meet at six?” to Ana's phone.
        Ana's phone shows one tick on “Meet at six?”: the log has it.
        Ana's phone removes “Meet at six?” from its outbox.
        Server 1 believes that Ben is at server 7.
        Server 7 sends “Meet at six?” to Ben's phone.
        Server 7 marks “Meet at six?” delivered: no more than push() returning.
        “Meet at six?” from server 7 never reaches Ben's phone: the network was cut.
        Ana's phone shows two ticks on “Meet at six?”: no more than push() returning.
        Ana's phone waits for word that “Meet at six?” was read.
      `),
    );
  });

  test('of faults, people and stores', () => {
    const log = `
      server-7 crashed
      server-7 restarted
      server-1 paused
      server-1 resumed
      ben cut
      ben healed
      server-1 cut redis
      server-1 healed redis
      server-1 slowed redis 250
      server-1 slowed redis 0
      server-7 delayed ben deliver 2000
      ana skewed -500
      ana skewed 0
      ben opened ana-ben
      ben shown m1 0 1 "Meet at six?"
      ana status m1 read opened
      ana status m1 failed timeout
      ben duplicate m1 local
      notifier notified m1 ben
      ben banner m1 "Ana: Meet at six?"
      ben gap ana-ben 3
      server-1 routed m1 - ben
      redis served "GET conn:ben" server-7
      redis expired conn:ben
      kafka committed messages 0 18
      kafka assigned messages 0 server-7
      server-1 belief ben 1 0
      server-1 refused overCapacity ana
      ana state connection disconnected connecting
      ana connected server-1 1
      ana disconnected server-1 1 pongTimeout
      ana knob ackAt log
      server-1 queue 8
      server-7 sent server-1 forwardReply 500
      server-7 sent server-1 forward 500
      redis state activeExpiry idle cycling
    `;
    expect(story(log)).toEqual(
      lines(`
        Server 7 crashes; what was only in memory is gone.
        Server 7 starts again.
        Server 1 freezes.
        Server 1 goes on where it froze.
        Ben's phone is cut off from the network.
        Ben's phone has its network back.
        The network between server 1 and Redis is cut.
        The network between server 1 and Redis is whole again.
        The network between server 1 and Redis is 250 ms slower.
        The network between server 1 and Redis is as fast as before.
        A message to Ben's phone is held up for 2000 ms.
        The clock of Ana's phone is 500 ms slow.
        The clock of Ana's phone is right again.
        Ben opens the chat with Ana.
        Ben's phone shows “Meet at six?”.
        Ana's phone shows two blue ticks on Ana's message 1: Ben's phone said that the chat was opened.
        Ana's phone shows “not sent” on Ana's message 1: nobody answered in time.
        Ben's phone has Ana's message 1 already and keeps one copy.
        The notification service asks for a push to Ben.
        Ben's phone shows a notification: “Ana: Meet at six?”.
        Ben's phone misses number 3 of the chat with Ana.
        Server 1 believes that Ben is offline.
        Redis answers GET conn:ben with server-7.
        Redis lets the key conn:ben expire.
        Kafka commits messages-0 up to offset 18.
        Kafka assigns messages-0 to server 7.
        Server 1 believes that Ben is online.
        Server 1 refuses Ana's phone: too much is waiting already.
        Ana's phone: connection goes from disconnected to connecting.
        Ana's phone is connected to server 1.
        Ana's phone loses its connection with server 1: its ping was never answered.
        From here on, ackAt is log.
        Server 1 has 8 packets waiting in its queue.
        Server 7 sends the answer to server 1.
        Server 7 sends a message to server 1.
        Redis: active expiry goes from idle to cycling.
      `),
    );
  });

  test('of what people do to their phones', () => {
    const log = `
      ben state app foreground background
      ben state app background suspended
      ben state app suspended killed
      ben state app killed foreground
      ben state app background foreground
      ben state network wifi none
      ben state network none cellular
    `;
    expect(story(log)).toEqual(
      lines(`
        The app on Ben's phone is in the background.
        The system suspends the app on Ben's phone.
        The app on Ben's phone is killed.
        Ben starts the app again.
        The app on Ben's phone is in front again.
        Ben's phone has no network any more.
        Ben's phone has found a mobile network.
      `),
    );
  });

  test('cuts a long text, so that a line stays a line', () => {
    const [typing] = story(`ana typed m1 "${'so '.repeat(40)}much" ana-ben`);
    expect(typing).toBe('Ana types “so so so so so so so so so so s…”.');
  });

  test('leaves no braces and no identifiers in any kind', () => {
    for (const kind of RECORD_NAMES) {
      const [told] = story(`ana ${kind} m1`);
      expect(told, kind).toMatch(/^[A-Z“].*\.$/);
      expect(told, kind).not.toMatch(/[{}*]|undefined|m1\b/);
    }
  });
});
