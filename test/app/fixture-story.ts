/** Ana writes to Ben through two servers: the records of one ordinary delivery, step by step. */
import { TraceWriter } from './fixture.ts';

const M1 = 'ana/m1';

/** Both phones are on, connected, Ana to server-1 and Ben to server-2. */
export function openPhones(writer: TraceWriter): void {
  for (const [phone, server] of [
    ['ana', 'server-1'],
    ['ben', 'server-2'],
  ] as const) {
    const bearer = phone === 'ana' ? 'cellular' : 'wifi';
    writer.write(phone, 'state', { machine: 'network', before: 'none', after: bearer });
    writer.write(phone, 'state', {
      machine: 'connection',
      before: 'disconnected',
      after: 'connecting',
    });
    writer.write(server, 'connected', { peer: phone, connection: 1 });
    writer.write(phone, 'connected', { peer: server, connection: 1 });
    writer.write(phone, 'state', {
      machine: 'connection',
      before: 'connecting',
      after: 'connected',
    });
  }
}

/** Ana types; answers the record of the publish leaving. */
export function typeMessage(writer: TraceWriter, text = 'Meet at six?', atMs = 1000): number {
  const typed = writer.write(
    'ana',
    'typed',
    { message: M1, text, conversation: 'ana-ben' },
    { atMs },
  );
  const after = { cause: typed };
  writer.write(
    'ana',
    'stored',
    { message: M1, place: 'outbox', durable: true, position: 1 },
    after,
  );
  writer.write('ana', 'stored', { message: M1, place: 'local', durable: true, position: 0 }, after);
  writer.write('ana', 'status', { message: M1, status: 'clock', evidence: 'typed' }, after);
  writer.write('ana', 'awaiting', { message: M1, awaited: 'serverAck' }, after);
  return writer.carry('ana', 'server-1', 'publish', M1, { cause: typed, flightMs: 60 });
}

/** The first server stores it and acknowledges; Ana sees one tick. Answers the arrival at server-2. */
export function acceptMessage(writer: TraceWriter, published: number): number {
  const query = writer.carry('server-1', 'cassandra', 'query', M1, {
    cause: published,
    flightMs: 1,
  });
  writer.write(
    'cassandra',
    'stored',
    { message: M1, place: 'table', durable: true },
    { cause: query },
  );
  const rows = writer.carry('cassandra', 'server-1', 'rows', M1, { cause: query, flightMs: 1 });
  writer.write(
    'server-1',
    'accepted',
    { message: M1, sequence: 1, evidence: 'store' },
    { cause: rows },
  );
  writer.write(
    'server-1',
    'routed',
    { message: M1, server: 'server-2', user: 'ben' },
    { cause: rows },
  );
  const forward = writer.carry('server-1', 'server-2', 'forward', M1, { cause: rows, flightMs: 1 });
  const ack = writer.carry('server-1', 'ana', 'publishAck', M1, { cause: rows, flightMs: 55 });
  writer.write('ana', 'status', { message: M1, status: 'sent', evidence: 'store' }, { cause: ack });
  writer.write('ana', 'awaiting', { message: M1, awaited: 'deliveryReceipt' }, { cause: ack });
  writer.write('ana', 'forgotten', { message: M1, place: 'outbox' }, { cause: ack });
  return forward;
}

/** Ben's phone keeps and shows it, and says so; Ana sees two ticks. */
export function deliverMessage(writer: TraceWriter, forwarded: number): number {
  const arrived = writer.carry('server-2', 'ben', 'deliver', M1, {
    cause: forwarded,
    flightMs: 50,
  });
  const after = { cause: arrived };
  writer.write('ben', 'stored', { message: M1, place: 'local', durable: true, position: 0 }, after);
  writer.write(
    'ben',
    'shown',
    { message: M1, position: 0, sequence: 1, text: 'Meet at six?' },
    after,
  );
  const acked = writer.carry('ben', 'server-2', 'deliverAck', M1, { cause: arrived, flightMs: 45 });
  writer.write(
    'server-2',
    'marked',
    { message: M1, status: 'delivered', evidence: 'deviceAck' },
    { cause: acked },
  );
  const passed = writer.carry('server-2', 'server-1', 'forwardReceipt', M1, {
    cause: acked,
    flightMs: 1,
  });
  const receipt = writer.carry('server-1', 'ana', 'receipt', M1, { cause: passed, flightMs: 50 });
  writer.write(
    'ana',
    'status',
    { message: M1, status: 'delivered', evidence: 'deviceAck' },
    { cause: receipt },
  );
  writer.write('ana', 'awaiting', { message: M1, awaited: 'readReceipt' }, { cause: receipt });
  return receipt;
}

/** The lie: the server calls it delivered when it pushes it, and the push is lost in a tunnel. */
export function pushAndLie(writer: TraceWriter, forwarded: number): number {
  writer.write('ben', 'cut', { peer: undefined });
  writer.carry('server-2', 'ben', 'deliver', M1, { cause: forwarded, flightMs: 50, loss: 'cut' });
  writer.write(
    'server-2',
    'marked',
    { message: M1, status: 'delivered', evidence: 'push' },
    { cause: forwarded },
  );
  const passed = writer.carry('server-2', 'server-1', 'forwardReceipt', M1, {
    cause: forwarded,
    flightMs: 1,
  });
  const receipt = writer.carry('server-1', 'ana', 'receipt', M1, { cause: passed, flightMs: 50 });
  writer.write(
    'ana',
    'status',
    { message: M1, status: 'delivered', evidence: 'push' },
    { cause: receipt },
  );
  return receipt;
}

/** The whole ordinary story. */
export function delivered(): TraceWriter {
  const writer = new TraceWriter();
  openPhones(writer);
  deliverMessage(writer, acceptMessage(writer, typeMessage(writer)));
  return writer;
}

/** The story with the false two ticks. */
export function lied(): TraceWriter {
  const writer = new TraceWriter();
  openPhones(writer);
  pushAndLie(writer, acceptMessage(writer, typeMessage(writer)));
  return writer;
}
