/** Lets somebody into a group: one transaction with PostgreSQL, on a connection of its own. */
import type {
  MembershipOutcome,
  PacketOf,
  SqlRow,
  SqlStatement,
  StoredMessage,
} from '../protocol/index.ts';
import { ask, noStore, type Server } from './requests.ts';
import type { Admission, AdmissionStage } from './store.ts';

/** Statements of the ways to keep the cap, in their order. */
const STAGES: Readonly<Record<Server['knobs']['capCheck'], readonly AdmissionStage[]>> = {
  countThenInsert: ['begin', 'count', 'insert', 'commit'],
  lockGroupRow: ['begin', 'lock', 'count', 'insert', 'commit'],
  counterRow: ['begin', 'raise', 'insert', 'commit'],
};

// errcodes.txt: serialization_failure and deadlock_detected may succeed when tried again.
const TRY_AGAIN = ['40001', '40P01'];
const UNIQUE_VIOLATION = '23505';

export function addMember(server: Server, packet: PacketOf<'addMember'>, phone: number): void {
  const id = ++server.store.disk.requests;
  const socket = server.store.memory.sockets.get(phone)?.connection ?? 0;
  const { conversation, user } = packet;
  const admission: Admission = {
    phone,
    socket,
    conversation,
    user,
    stages: STAGES[server.knobs.capCheck],
    at: 0,
    attempt: 0,
    outcome: '',
  };
  server.store.memory.admissions.set(id, admission);
  next(server, id, admission);
}

/** The connection to PostgreSQL has the number of the admission. */
function next(server: Server, id: number, admission: Admission): void {
  const stage = admission.stages[admission.at];
  if (stage === undefined) return;
  askPostgresql(server, statementOf(server, admission, stage), { step: 'admission', job: id }, id);
}

function askPostgresql(
  server: Server,
  statement: SqlStatement,
  to: Parameters<typeof ask>[3],
  connection: number,
): void {
  const [postgresql] = server.topology.ofKind('postgresql');
  if (postgresql === undefined) return noStore(server, 'postgresql');
  ask(server, postgresql, (request) => ({ type: 'sqlQuery', statement, request }), to, connection);
}

const inGroup = (group: string) => [{ column: 'group_id', equals: group }] as const;

function statementOf(
  server: Server,
  { conversation, user }: Admission,
  stage: AdmissionStage,
): SqlStatement {
  const where = inGroup(conversation);
  switch (stage) {
    case 'begin':
      return { kind: 'begin', isolation: server.knobs.membershipIsolation };
    case 'lock':
      return { kind: 'select', table: 'groups', where, forUpdate: true };
    case 'count':
      return { kind: 'count', table: 'group_members', where };
    case 'raise':
      return {
        kind: 'update',
        table: 'groups',
        where: [...where, { column: 'members', below: server.knobs.memberCap }],
        set: { members: { plus: 1 } },
      };
    case 'insert': {
      const row = { group_id: conversation, user_id: user, is_admin: 0 };
      return { kind: 'insert', table: 'group_members', row };
    }
    case 'commit':
      return { kind: 'commit' };
    case 'rollback':
      return { kind: 'rollback' };
  }
}

/** One statement is answered: the next one, or back out of the transaction with a reason. */
export function admissionAnswered(server: Server, id: number, result: PacketOf<'sqlResult'>): void {
  const admission = server.store.memory.admissions.get(id);
  if (admission === undefined) return;
  const stage = admission.stages[admission.at];
  if (stage === 'rollback') return settle(server, id, admission);
  if (result.error !== '') return backOut(server, id, admission, outcomeOf(result.sqlstate));
  const isFull =
    (stage === 'count' && Number(result.rows[0]?.['count']) >= server.knobs.memberCap) ||
    (stage === 'raise' && result.count === 0);
  if (isFull) return backOut(server, id, admission, 'full');
  admission.at += 1;
  if (stage !== 'commit') return next(server, id, admission);
  admission.outcome = 'joined';
  settle(server, id, admission);
}

function outcomeOf(sqlstate: string): MembershipOutcome {
  if (sqlstate === UNIQUE_VIOLATION) return 'already';
  return TRY_AGAIN.includes(sqlstate) ? 'conflict' : 'unavailable';
}

function backOut(
  server: Server,
  id: number,
  admission: Admission,
  outcome: MembershipOutcome,
): void {
  admission.outcome = outcome;
  admission.stages = ['rollback'];
  admission.at = 0;
  next(server, id, admission);
}

/** The transaction is over. What could not be serialized is tried again, from the beginning. */
function settle(server: Server, id: number, admission: Admission): void {
  if (admission.outcome === 'conflict' && admission.attempt < server.knobs.membershipRetries) {
    admission.attempt += 1;
    admission.stages = STAGES[server.knobs.capCheck];
    admission.at = 0;
    return next(server, id, admission);
  }
  finish(server, id, admission);
}

/** PostgreSQL is silent. Whether a commit was carried out, nobody can tell; before it, none was. */
export function admissionUnanswered(server: Server, id: number): void {
  const admission = server.store.memory.admissions.get(id);
  if (admission === undefined) return;
  const isCommitting = admission.stages[admission.at] === 'commit';
  if (isCommitting) admission.outcome = 'unknown';
  else if (admission.outcome === '') admission.outcome = 'unavailable';
  finish(server, id, admission);
}

function finish(server: Server, id: number, admission: Admission): void {
  const { memory } = server.store;
  memory.admissions.delete(id);
  const [postgresql] = server.topology.ofKind('postgresql');
  if (postgresql !== undefined) server.send(postgresql, { type: 'close' }, id);
  const { phone, socket, conversation, user, outcome } = admission;
  if (outcome === '') return;
  server.record('membership', { conversation, user, outcome });
  if (memory.sockets.get(phone)?.connection !== socket) return;
  server.send(phone, { type: 'memberAnswer', conversation, user, outcome }, socket);
}

/** Reads who is in the conversation before the message is stored for them. */
export function askMembers(server: Server, job: number, message: StoredMessage): void {
  const where = inGroup(message.conversation);
  const statement = { kind: 'select', table: 'group_members', where } as const;
  askPostgresql(server, statement, { step: 'members', job }, 0);
}

export const usersOf = (rows: readonly SqlRow[]): readonly string[] =>
  rows.map((row) => String(row['user_id']));
