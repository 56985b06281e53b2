/** PostgreSQL: one primary with its sessions and tables. See fidelity.ts for its limits. */
import type { Component } from '../protocol/index.ts';
import { postgresqlFidelity } from './fidelity.ts';
import { inspectPostgresql } from './inspect.ts';
import { postgresqlKnobs } from './knobs.ts';
import { DEADLOCK, LOCK_TIMEOUT, nameOf } from './lock-queue.ts';
import { lockMachine, serverMachine, walMachine } from './machine.ts';
import { settingOf, type PostgresqlNode } from './node.ts';
import { endSession, idleTooLong, serve } from './sessions.ts';
import { PostgresqlStore } from './store.ts';
import { FLUSHED, flushed, IDLE } from './transaction-block.ts';
import { lockTimedOut, lookForDeadlock, wake } from './waits.ts';

/** Replaying the log after a crash. Our choice: long enough to be seen. */
const RECOVERY_MS = 500;
// wal_writer_delay, the default of PostgreSQL 16.
const WAL_WRITER_MS = 200;

export const postgresql: Component<PostgresqlNode> = {
  kind: 'postgresql',
  regions: [
    { name: 'server', machine: serverMachine },
    { name: 'wal', machine: walMachine },
    { name: 'locks', machine: lockMachine },
  ],
  knobs: postgresqlKnobs,
  fidelity: postgresqlFidelity,
  createStore: (spec, topology) => new PostgresqlStore(spec, topology),
  boot(node) {
    node.store.disk.starts += 1;
    node.store.recover();
  },
  receive(node, packet, arrival) {
    if (packet.type === 'sqlQuery') serve(node, packet, arrival);
    else if (packet.type === 'close') endSession(node, nameOf(arrival));
    wake(node);
    return undefined;
  },
  timer(node, name, key) {
    if (name === FLUSHED) flushed(node, key);
    else if (name === DEADLOCK) lookForDeadlock(node, key);
    else if (name === LOCK_TIMEOUT) lockTimedOut(node, key);
    else if (name === IDLE) idleTooLong(node, key);
    wake(node);
    return undefined;
  },
  actions: { flush: (node) => node.store.flush() },
  delays: {
    // At the beginning of a run the deployment has long been up.
    recoveryMs: (node) =>
      node.store.disk.starts === 0 ? 0 : settingOf(node, 'recoveryMs', RECOVERY_MS),
    walWriterMs: (node) => settingOf(node, 'wal_writer_delay', WAL_WRITER_MS),
  },
  inspect: inspectPostgresql,
};
