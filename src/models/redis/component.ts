/** Redis: one server that answers one command at a time from memory. See fidelity.ts for its limits. */
import type { Component } from '../protocol/index.ts';
import { soonestExpiry } from './active-expiry.ts';
import { CYCLE, runCycle, scheduleCycle } from './expiry-timer.ts';
import { redisFidelity } from './fidelity.ts';
import { inspectRedis } from './inspect.ts';
import { redisKnobs } from './knobs.ts';
import { expiryMachine, fileMachine, serverMachine } from './machine.ts';
import { fsyncOf, nowMsOf, type RedisNode } from './node.ts';
import { serve } from './serving.ts';
import { RedisStore } from './store.ts';

const LOAD_MS = 200;
const EVERY_SECOND_MS = 1000;
// appendfsync no leaves the moment to the operating system: Linux writes after about 30 s.
const KERNEL_FLUSH_MS = 30_000;

export const redis: Component<RedisNode> = {
  kind: 'redis',
  regions: [
    { name: 'server', machine: serverMachine },
    { name: 'activeExpiry', machine: expiryMachine },
    { name: 'appendOnlyFile', machine: fileMachine },
  ],
  knobs: redisKnobs,
  fidelity: redisFidelity,
  createStore(spec) {
    const fsync = spec.settings['appendfsync'];
    if (fsync !== undefined && !['always', 'everysec', 'no'].includes(String(fsync))) {
      throw new Error(
        `node "${spec.name}": appendfsync is "${fsync}"; use always, everysec or no, or leave it out`,
      );
    }
    return new RedisStore();
  },
  boot(node) {
    node.store.load();
    const { memory } = node.store;
    memory.startedAtMs = nowMsOf(node);
    scheduleCycle(node, soonestExpiry(memory.keyspace, memory.keyspace.volatileKeys));
  },
  receive(node, packet, arrival) {
    if (packet.type === 'redisCommand') serve(node, packet, arrival);
    return undefined;
  },
  timer(node, name) {
    if (name === CYCLE) runCycle(node);
    return undefined;
  },
  actions: { sync: (node) => node.store.sync() },
  delays: {
    loadMs: (node) =>
      node.store.disk.entries.size === 0 ? 0 : Number(node.spec.settings['loadMs'] ?? LOAD_MS),
    syncMs: (node) => (fsyncOf(node) === 'no' ? KERNEL_FLUSH_MS : EVERY_SECOND_MS),
  },
  inspect: inspectRedis,
};
