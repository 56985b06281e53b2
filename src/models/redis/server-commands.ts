/** Commands about the server itself: WAIT, REPLICAOF, ROLE, CLUSTER, RESET. */
import { endTransaction } from './client.ts';
import { NO_KEYS, wordAt } from './command.ts';
import { CommandError, notAnInteger, unknownSubcommand, wrongArity } from './command-error.ts';
import { parseInteger } from './integers.ts';
import { OK } from './reply.ts';
import type { SessionCommand, SessionFamily } from './session-command.ts';
import { slotOf } from '../protocol/index.ts';

// networking.c, RESET: replies in the connection's first state.
const RESET: SessionCommand = {
  arity: 1,
  keys: NO_KEYS,
  isNeverQueued: true,
  whileLoading: true,
  whileSubscribed: true,
  run({ client }) {
    endTransaction(client);
    client.channels.clear();
    client.patterns.clear();
    client.isReader = false;
    return [{ status: 'RESET' }];
  },
};

// networking.c: the answer is written, and then the connection is closed, whatever its state.
const QUIT: SessionCommand = {
  arity: -1,
  keys: NO_KEYS,
  isNeverQueued: true,
  whileLoading: true,
  whileSubscribed: true,
  run(turn) {
    const { client } = turn;
    endTransaction(client);
    client.channels.clear();
    client.patterns.clear();
    client.isReader = false;
    client.isAsking = false;
    client.writtenTo = 0;
    turn.isOver = true;
    return [OK];
  },
};

/** The next command may be served though its slot is still being imported. */
const ASKING: SessionCommand = {
  arity: 1,
  keys: NO_KEYS,
  run({ client, around }) {
    if (around.clusterInfo() === undefined) throw notInCluster();
    client.isAsking = true;
    return [OK];
  },
};

/** Never undoes a write: it only tells how many replicas have it. */
const WAIT: SessionCommand = {
  arity: 3,
  keys: NO_KEYS,
  run(turn, words) {
    if (turn.around.viewer === 'replica') throw new CommandError(WAIT_ON_REPLICA);
    const replicas = parseInteger(wordAt(words, 1));
    if (replicas === undefined) throw notAnInteger();
    const timeoutMs = timeoutOf(wordAt(words, 2));
    const acknowledged = turn.around.acknowledged(turn.client.writtenTo);
    if (BigInt(acknowledged) >= replicas || turn.isInExec) return [acknowledged];
    turn.waiting = { replicas, timeoutMs };
    return [];
  },
};

const WAIT_ON_REPLICA =
  'ERR WAIT cannot be used with replica instances. Please also note that since Redis 4.0 if a ' +
  'replica is configured to be writable (which is not the default) writes to replicas are just ' +
  'local and are not propagated.';

function timeoutOf(word: string): number {
  const timeoutMs = parseInteger(word);
  if (timeoutMs === undefined)
    throw new CommandError('ERR timeout is not an integer or out of range');
  if (timeoutMs < 0n) throw new CommandError('ERR timeout is negative');
  return Number(timeoutMs);
}

// Names stand for addresses here, so the port is only looked at for its form.
const PORT = /^[0-9]{1,5}$/;
/** By definition: a TCP port has 16 bits. */
const PORT_MAX = 65_535;

const REPLICAOF: SessionCommand = {
  arity: 3,
  keys: NO_KEYS,
  run(turn, words) {
    if (turn.around.clusterInfo() !== undefined) {
      throw new CommandError('ERR REPLICAOF not allowed in cluster mode.');
    }
    const [host, port] = [wordAt(words, 1), wordAt(words, 2)];
    const isNobody = /^no$/i.test(host) && /^one$/i.test(port);
    const isPort = PORT.test(port) && Number(port) <= PORT_MAX;
    if (!isNobody && !isPort) throw new CommandError('ERR Invalid master port');
    turn.following = isNobody ? '' : host;
    return [OK];
  },
};

const ROLE: SessionCommand = {
  arity: 1,
  keys: NO_KEYS,
  whileLoading: true,
  run: ({ around }) => [around.role()],
};

/** Subcommands of CLUSTER by their arity, as COMMAND INFO of Redis 7.0 tells it; others are left out. */
const CLUSTER_ARITIES: Readonly<Record<string, number>> = {
  KEYSLOT: 3,
  INFO: 2,
  SETSLOT: -4,
  COUNTKEYSINSLOT: 3,
  GETKEYSINSLOT: 4,
};

/** Redis knows a subcommand, and counts its words, before it looks whether it may run. */
export function checkSubcommand(words: readonly string[]): void {
  if (!/^cluster$/i.test(words[0] ?? '') || words.length < 2) return;
  const name = wordAt(words, 1);
  const arity = CLUSTER_ARITIES[name.toUpperCase()];
  if (arity === undefined) throw unknownSubcommand('CLUSTER', name);
  if (arity < 0 ? words.length < -arity : words.length !== arity) {
    throw wrongArity(`cluster|${name.toLowerCase()}`);
  }
}

const CLUSTER: SessionCommand = {
  arity: -2,
  keys: NO_KEYS,
  run({ around }, words) {
    const info = around.clusterInfo();
    if (info === undefined) throw notInCluster();
    const subcommand = wordAt(words, 1).toUpperCase();
    if (subcommand === 'KEYSLOT') return [slotOf(wordAt(words, 2))];
    if (subcommand === 'INFO') return [info];
    return [around.slotCommand(words)];
  },
};

const notInCluster = (): CommandError =>
  new CommandError('ERR This instance has cluster support disabled');

/** READONLY lets a replica of a cluster answer reads of this connection; READWRITE ends that. */
const reading = (isReader: boolean): SessionCommand => ({
  arity: 1,
  keys: NO_KEYS,
  whileLoading: true,
  run({ client, around }) {
    if (around.clusterInfo() === undefined) throw notInCluster();
    client.isReader = isReader;
    return [OK];
  },
});

export const serverCommands: SessionFamily = {
  RESET,
  QUIT,
  ASKING,
  WAIT,
  REPLICAOF,
  ROLE,
  CLUSTER,
  READONLY: reading(true),
  READWRITE: reading(false),
};
