/** Replays a sequence on a real server and on the model, and tells the first difference. */
import type { Reply } from '../../src/models/redis/reply.ts';
import type { Step } from './command-lines.ts';
import type { Connection } from './connection.ts';
import { ModelServer } from './model-server.ts';
import { encodeReply } from './resp.ts';

/** Two moments of one command, here and there, lie nearer to each other than this. */
const CLOCKS_APART_MS = 5000n;
/** Spans of the sequences are a day long at least; counters are small, or within this of 2^63. */
const SPAN_S_LEAST = 90_000n;
const COUNTERS_FROM = 2n ** 63n - 1_000_000n;

const isNumber = (reply: Reply): reply is number | bigint =>
  typeof reply === 'number' || typeof reply === 'bigint';

/** Throws an error that shows step, real and model where the two differ. */
export async function compare(
  connections: ReadonlyMap<string, Connection>,
  steps: readonly Step[],
  model = new ModelServer(),
): Promise<void> {
  for (const { client, words } of steps) {
    const expected = model.frames(client, words, Date.now());
    (connections.get(client) as Connection).send([words]);
    // The own connection first: its reply says that the others' messages are on their way.
    for (const to of inTurn([...expected.keys()], client)) {
      const frames = expected.get(to) as Reply[];
      const real = await (connections.get(to) as Connection).receive(frames.length);
      differ({ client: to, words }, real, frames);
    }
  }
  for (const [client, connection] of connections) {
    const unexpected = connection.waiting();
    if (unexpected.length > 0) differ({ client, words: ['(the end)'] }, unexpected, []);
  }
}

const inTurn = (clients: string[], first: string): string[] => [
  ...clients.filter((client) => client === first),
  ...clients.filter((client) => client !== first),
];

/** Replays on one connection, all commands at once. */
export async function compareAtOnce(
  connection: Connection,
  steps: readonly Step[],
  model = new ModelServer(),
): Promise<void> {
  const nowMs = Date.now();
  const expected = steps.map(({ client, words }) => ({
    words,
    client,
    frames: model.frames(client, words, nowMs).get(client) as Reply[],
  }));
  connection.send(steps.map(({ words }) => words));
  for (const { frames, ...step } of expected) {
    differ(step, await connection.receive(frames.length), frames);
  }
}

function differ(step: Step, real: readonly Reply[], model: readonly Reply[]): void {
  const shown = (frames: readonly Reply[]) => JSON.stringify(frames.map(encodeReply).join(''));
  const [left, right] = [settled(step, real), settled(step, model)];
  const same = left.length === right.length && left.every((each, at) => isSame(each, right[at]!));
  if (same) return;
  throw new Error(
    `${step.client}: ${JSON.stringify(step.words)}\n  real:  ${shown(real)}\n  model: ${shown(model)}`,
  );
}

function isSame(real: Reply, model: Reply): boolean {
  if (isList(real) && isList(model)) {
    return real.length === model.length && real.every((each, at) => isSame(each, model[at]!));
  }
  if (encodeReply(real) === encodeReply(model)) return true;
  if (!isNumber(real) || !isNumber(model)) return false;
  // What lies between is a time to live or a moment, and hangs on the clock.
  const [a, b] = [BigInt(real), BigInt(model)];
  const isLong = a > SPAN_S_LEAST && a < COUNTERS_FROM;
  return isLong && a - b <= CLOCKS_APART_MS && b - a <= CLOCKS_APART_MS;
}

const isList = (reply: Reply): reply is readonly Reply[] => Array.isArray(reply);

/** Puts in one order what Redis promises no order of. */
function settled({ words }: Step, frames: readonly Reply[]): readonly Reply[] {
  const name = (words[0] ?? '').toUpperCase();
  if (name === 'SMEMBERS') return frames.map(sorted);
  if (name === 'HGETALL')
    return frames.map((reply) => (isList(reply) ? sorted(pairs(reply)) : reply));
  if (name === 'EXEC') return frames.map((reply) => (isList(reply) ? reply.map(sorted) : reply));
  if (/^P?UNSUBSCRIBE$/.test(name)) return inNoOrder(frames);
  if (name === 'PUBLISH') return sorted(frames) as readonly Reply[];
  return frames;
}

const pairs = (flat: readonly Reply[]): Reply[] =>
  flat.flatMap((field, at) => (at % 2 === 0 ? [[field, flat[at + 1]!]] : []));

function sorted(reply: Reply): Reply {
  if (!isList(reply)) return reply;
  const inOrder = reply.map((each) => ({ each, text: encodeReply(each) }));
  return inOrder.sort((a, b) => (a.text < b.text ? -1 : 1)).map(({ each }) => each);
}

/** The names in their order, apart from the counts in theirs. */
const inNoOrder = (frames: readonly Reply[]): readonly Reply[] => [
  sorted(frames.map((frame) => (isList(frame) ? frame[1]! : frame))),
  frames.map((frame) => (isList(frame) ? frame[2]! : frame)),
];
