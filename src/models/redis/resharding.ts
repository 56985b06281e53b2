/** A slot on its way from one master to another: who holds it, and what is said of keys meanwhile. */
import { slotOf, SLOTS, type RedisWords } from '../protocol/index.ts';
import { shardWithSlot } from './cluster-slots.ts';
import { CommandError, notAnInteger } from './command-error.ts';
import { parseInteger } from './integers.ts';
import { isExpired } from './keyspace.ts';
import { nowMsOf, type RedisNode } from './node.ts';
import { OK, type Reply } from './reply.ts';
import { shardOf } from './shard.ts';

/** What nodes.conf says of slots beyond the deployment's own settings. */
export interface SlotMoves {
  /** By slot: the shard that has it by now, and the epoch in which it took it. */
  readonly taken: Map<number, { readonly shard: string; readonly epoch: number }>;
  /** By slot: the node that it goes to, or comes from, by name. */
  readonly migrating: Map<number, string>;
  readonly importing: Map<number, string>;
}

export const noMoves = (): SlotMoves => ({
  taken: new Map(),
  migrating: new Map(),
  importing: new Map(),
});

/** The shard that keeps a slot, as this node knows it. */
export const holderOf = ({ store, topology }: RedisNode, slot: number): string | undefined =>
  store.disk.moves.taken.get(slot)?.shard ?? shardWithSlot(topology, slot);

/** The keys of a slot that live here, in the order of their making. */
function keysIn(node: RedisNode, slot: number): string[] {
  const { entries } = node.store.memory.keyspace;
  return [...entries.keys()].filter((key) => slotOf(key) === slot);
}

/** Whether a key is not here, or dead: its slot's other node may have it. */
export function isAbsent(node: RedisNode, key: string): boolean {
  const entry = node.store.memory.keyspace.entries.get(key);
  return entry === undefined || isExpired(entry, nowMsOf(node));
}

/** CLUSTER SETSLOT, COUNTKEYSINSLOT and GETKEYSINSLOT; the words have been counted. */
export function slotCommand(node: RedisNode, words: RedisWords): Reply {
  const subcommand = (words[1] ?? '').toUpperCase();
  if (subcommand === 'SETSLOT') return setSlot(node, words);
  if (subcommand === 'COUNTKEYSINSLOT') {
    const slot = integerOf(words[2]);
    if (slot < 0 || slot >= SLOTS) throw new CommandError('ERR Invalid slot');
    return keysIn(node, slot).length;
  }
  const [slot, most] = [integerOf(words[2]), integerOf(words[3])];
  if (slot < 0 || slot >= SLOTS || most < 0) {
    throw new CommandError('ERR Invalid slot or number of keys');
  }
  return keysIn(node, slot).slice(0, most);
}

function integerOf(word = ''): number {
  const value = parseInteger(word);
  if (value === undefined) throw notAnInteger();
  return Number(value);
}

// cluster.c, clusterCommand, SETSLOT.
function setSlot(node: RedisNode, words: RedisWords): Reply {
  if (node.store.disk.following !== '') {
    throw new CommandError('ERR You can use SETSLOT only with masters.');
  }
  const slot = Number(parseInteger(words[2] ?? '') ?? -1);
  if (slot < 0 || slot >= SLOTS) throw new CommandError('ERR Invalid or out of range slot');
  const { migrating, importing } = node.store.disk.moves;
  const [action, other] = [(words[3] ?? '').toUpperCase(), words[4] ?? ''];
  const isMine = holderOf(node, slot) === shardOf(node.spec);
  if (action === 'MIGRATING' && words.length === 5) {
    if (!isMine) throw new CommandError(`ERR I'm not the owner of hash slot ${slot}`);
    migrating.set(slot, known(node, other, `ERR I don't know about node ${other}`));
  } else if (action === 'IMPORTING' && words.length === 5) {
    if (isMine) throw new CommandError(`ERR I'm already the owner of hash slot ${slot}`);
    importing.set(slot, known(node, other, `ERR I don't know about node ${other}`));
  } else if (action === 'STABLE' && words.length === 4) {
    migrating.delete(slot);
    importing.delete(slot);
  } else if (action === 'NODE' && words.length === 5) {
    giveSlot(node, slot, known(node, other, `ERR Unknown node ${other}`));
  } else {
    throw new CommandError(
      'ERR Invalid CLUSTER SETSLOT action or number of arguments. Try CLUSTER HELP',
    );
  }
  return OK;
}

function known(node: RedisNode, name: string, error: string): string {
  const { cluster } = node.store.memory;
  const at = node.topology.indexOf(name);
  if (at < 0 || (at !== node.index && !cluster.heardAtMs.has(at))) throw new CommandError(error);
  return name;
}

/** Names stand for ids. The importing node takes the slot in a new epoch, without asking anybody. */
function giveSlot(node: RedisNode, slot: number, to: string): void {
  const { disk } = node.store;
  const { taken, migrating, importing } = disk.moves;
  const isMine = holderOf(node, slot) === shardOf(node.spec);
  const left = keysIn(node, slot).length;
  if (isMine && to !== node.name && left > 0) {
    throw new CommandError(
      `ERR Can't assign hashslot ${slot} to a different node while I still hold keys for this hash slot.`,
    );
  }
  if (left === 0) migrating.delete(slot);
  if (to === node.name && importing.delete(slot)) disk.epoch = highestEpoch(node) + 1;
  const spec = node.topology.nodes[node.topology.indexOf(to)];
  const shard = spec === undefined ? to : shardOf(spec);
  taken.set(slot, { shard, epoch: to === node.name ? disk.epoch : highestEpoch(node) });
}

function highestEpoch({ store }: RedisNode): number {
  const { disk, memory } = store;
  const taken = [...disk.moves.taken.values(), ...memory.cluster.masters.values()];
  return Math.max(disk.epoch, ...taken.map(({ epoch }) => epoch));
}

/** The slots that this node's shard has taken from others: what it tells on the bus. */
export const takenHere = ({ store, spec }: RedisNode): readonly (readonly [number, number])[] =>
  [...store.disk.moves.taken]
    .filter(([, { shard }]) => shard === shardOf(spec))
    .map(([slot, { epoch }]) => [slot, epoch] as const);

/** Another master says what it has taken: the higher epoch is right. */
export function noteTaken(
  { store }: RedisNode,
  shard: string,
  slots: readonly (readonly [number, number])[],
): void {
  const { taken } = store.disk.moves;
  for (const [slot, epoch] of slots) {
    const known = taken.get(slot);
    if (known === undefined || epoch > known.epoch) taken.set(slot, { shard, epoch });
  }
}
