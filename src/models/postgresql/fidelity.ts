/** What the model of PostgreSQL holds, what it leaves out, and whose facts it rests on. */
import type { Fidelity } from '../protocol/index.ts';

export const postgresqlFidelity: Fidelity = {
  models: [
    'Tables users, groups and group_members with primary keys, a unique phone number and a check on the number of members.',
    'Transactions with versions of rows and snapshots: READ COMMITTED takes one for each statement, REPEATABLE READ and SERIALIZABLE one for all.',
    'Row locks of UPDATE, DELETE and SELECT FOR UPDATE. Who comes second waits; then READ COMMITTED goes on with the newer row where it still matches, and the others end with 40001 when it was changed.',
    'Serializable snapshot isolation: predicate locks that block nobody, conflicts between reader and writer, and 40001 for the transaction that would complete a dangerous structure.',
    'Unique keys: an insert waits for another one of the same key and then ends with 23505; ON CONFLICT DO NOTHING inserts nothing.',
    'Deadlocks, found after deadlock_timeout (40P01); lock_timeout (55P03); idle_in_transaction_session_timeout (the connection is closed).',
    'A failed transaction that answers 25P02 until its end; errors with their SQLSTATE and the words of PostgreSQL.',
    'COMMIT that waits for its log with synchronous_commit on; off, it is answered at once and a crash loses what the WAL writer has not written.',
    'After a crash, recovery: what is in the log is there, a transaction that was not committed never was.',
  ],
  leavesOut: [
    'SQL as text, joins, indexes, plans, and all tables but these: statements are data in the shape of SQL.',
    'Foreign keys, SELECT FOR SHARE, savepoints, table and advisory locks, READ ONLY and DEFERRABLE transactions.',
    'Predicate locks of real index pages: here a read locks exactly what its conditions say, so PostgreSQL refuses some transactions more.',
    'Replicas, VACUUM, transaction numbers that wrap around, checkpoints, connection poolers.',
    'The time that a statement takes: only COMMIT takes flushMs, and a node’s own service station what it is given.',
  ],
  assumes:
    'PostgreSQL 16 and its defaults: max_connections 100, deadlock_timeout 1 s, wal_writer_delay 200 ms, lock_timeout and idle_in_transaction_session_timeout off. A crash takes the host with it. Our choices: flushMs 2 (an fsync), recoveryMs 500. A group has at most 1,024 members in this design, as WhatsApp’s had by the press of November 2022.',
  sources: [
    'PostgreSQL documentation 16: Transaction Isolation, Explicit Locking, Appendix A (error codes), Asynchronous Commit, runtime-config-client',
    'postgres/postgres: heapam.c, nbtinsert.c, predicate.c, errcodes.txt',
    'Ports and Grittner, Serializable Snapshot Isolation in PostgreSQL, VLDB 2012',
  ],
};
