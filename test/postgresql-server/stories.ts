/** Stories of sessions A, B and C, statement by statement, for the model and for a real server. */

export interface Story {
  readonly name: string;
  /** Run one after the other, outside of any session, before the story. */
  readonly before: readonly string[];
  /** "A: statement"; "..." lets time pass until whoever waits has its answer. */
  readonly steps: readonly string[];
}

const RC = 'BEGIN ISOLATION LEVEL READ COMMITTED';
const RR = 'BEGIN ISOLATION LEVEL REPEATABLE READ';
const SR = 'BEGIN ISOLATION LEVEL SERIALIZABLE';

const COUNT = "SELECT count(*) FROM group_members WHERE group_id = 'g'";
const GROUP = "SELECT * FROM groups WHERE group_id = 'g'";
const LOCK = `${GROUP} FOR UPDATE`;
const member = (user: string) =>
  `INSERT INTO group_members (group_id, user_id, is_admin) VALUES ('g', '${user}', 0)`;
const set = (members: number) => `UPDATE groups SET members = ${members} WHERE group_id = 'g'`;
const PLUS = "UPDATE groups SET members = members + 1 WHERE group_id = 'g'";
const BELOW = `${PLUS} AND members < 4`;
const ADMINS = "SELECT count(*) FROM group_members WHERE group_id = 'g' AND is_admin = 1";
const resign = (user: string) =>
  `UPDATE group_members SET is_admin = 0 WHERE group_id = 'g' AND user_id = '${user}'`;

/** A group of three, two of them admins. */
const GROUP_OF_THREE = [
  "INSERT INTO groups (group_id, members) VALUES ('g', 3)",
  "INSERT INTO groups (group_id, members) VALUES ('h', 7)",
  "INSERT INTO group_members (group_id, user_id, is_admin) VALUES ('g', 'ana', 1)",
  "INSERT INTO group_members (group_id, user_id, is_admin) VALUES ('g', 'ben', 1)",
  "INSERT INTO group_members (group_id, user_id, is_admin) VALUES ('g', 'cleo', 0)",
];

const story = (name: string, ...steps: string[]): Story => ({
  name,
  before: GROUP_OF_THREE,
  steps,
});

/**
 * One race at every level: statement by statement in turn up to the one that may wait, then A to its
 * end, then B.
 */
const race = (name: string, inTurn: number, one: readonly string[], other = one): Story[] =>
  [RC, RR, SR].map((begin) => {
    const by = (letter: string) => (sql: string) => `${letter}: ${sql}`;
    const [first, second] = [one.map(by('A')), other.map(by('B'))];
    return story(
      `${name}, ${begin.replace('BEGIN ISOLATION LEVEL ', '')}`,
      `A: ${begin}`,
      `B: ${begin}`,
      ...first.slice(0, inTurn).flatMap((step, at) => [step, second[at] as string]),
      ...first.slice(inTurn),
      ...second.slice(inTurn),
      `A: ${COUNT}`,
      `A: ${GROUP}`,
    );
  });

export const STORIES: readonly Story[] = [
  story(
    'a dirty read is never seen',
    `A: ${RC}`,
    `A: ${set(9)}`,
    `A: ${GROUP}`,
    `B: ${GROUP}`,
    'A: ROLLBACK',
    `B: ${GROUP}`,
  ),
  ...[RC, RR, SR].map((begin) =>
    story(
      `a read again after another's commit, ${begin.replace('BEGIN ISOLATION LEVEL ', '')}`,
      `A: ${begin}`,
      `A: ${GROUP}`,
      `B: ${set(9)}`,
      `A: ${GROUP}`,
      `B: ${member('dan')}`,
      `A: ${COUNT}`,
      'A: COMMIT',
      `A: ${GROUP}`,
    ),
  ),
  ...race(
    'two adds that count first',
    2,
    [COUNT, member('dan'), 'COMMIT'],
    [COUNT, member('eve'), 'COMMIT'],
  ),
  ...race(
    'two adds that lock the group first',
    1,
    [LOCK, COUNT, member('dan'), 'COMMIT'],
    [LOCK, COUNT, member('eve'), 'COMMIT'],
  ),
  ...race(
    'two adds by a counter in the group',
    1,
    [BELOW, member('dan'), 'COMMIT'],
    [BELOW, member('eve'), 'COMMIT'],
  ),
  ...race('the same user added twice', 1, [member('dan'), 'COMMIT']),
  ...race(
    'the last two admins resign',
    2,
    [ADMINS, resign('ana'), 'COMMIT'],
    [ADMINS, resign('ben'), 'COMMIT'],
  ),
  ...race('two updates of one row', 2, [GROUP, set(5), 'COMMIT'], [GROUP, set(6), 'COMMIT']),
  ...[RC, RR, SR].map((begin) =>
    story(
      `an update that waits, and the row is gone, ${begin.replace('BEGIN ISOLATION LEVEL ', '')}`,
      `B: ${begin}`,
      `B: ${GROUP}`,
      `A: ${RC}`,
      "A: DELETE FROM groups WHERE group_id = 'g'",
      `B: ${PLUS}`,
      'A: COMMIT',
      'B: COMMIT',
      `B: ${GROUP}`,
    ),
  ),
  story(
    'an update that waits, and the row matches no more',
    `A: ${RC}`,
    `A: ${set(4)}`,
    `B: ${BELOW}`,
    'A: COMMIT',
    `B: ${GROUP}`,
  ),
  story(
    'a delete skips the row that came to match while it waited',
    // "Transaction Isolation" of the documentation: website hits 9 and 10, incremented.
    `A: ${RC}`,
    'A: UPDATE groups SET members = members + 4',
    'B: DELETE FROM groups WHERE members = 7',
    'A: COMMIT',
    'B: SELECT * FROM groups',
  ),
  story(
    'an update that waits goes on when the first is rolled back',
    `A: ${RR}`,
    `A: ${set(9)}`,
    `B: ${RR}`,
    `B: ${PLUS}`,
    'A: ROLLBACK',
    'B: COMMIT',
    `B: ${GROUP}`,
  ),
  story(
    'an insert waits for the other of its key, which is rolled back',
    `A: ${RC}`,
    `A: ${member('dan')}`,
    `B: ${member('dan')}`,
    'A: ROLLBACK',
    `B: ${COUNT}`,
  ),
  story(
    'an insert into the place of a row that is being removed',
    `A: ${RC}`,
    "A: DELETE FROM group_members WHERE group_id = 'g' AND user_id = 'cleo'",
    `B: ${member('cleo')}`,
    'A: COMMIT',
    `B: ${COUNT}`,
  ),
  story(
    'on conflict do nothing',
    `A: ${member('cleo')} ON CONFLICT DO NOTHING`,
    `A: ${member('dan')} ON CONFLICT DO NOTHING`,
    `A: ${RC}`,
    `A: ${member('eve')}`,
    `B: ${member('eve')} ON CONFLICT DO NOTHING`,
    'A: COMMIT',
    `B: ${COUNT}`,
  ),
  story(
    'a deadlock',
    `A: ${RC}`,
    `B: ${RC}`,
    `A: ${LOCK}`,
    "B: SELECT * FROM groups WHERE group_id = 'h' FOR UPDATE",
    "A: UPDATE groups SET members = members + 1 WHERE group_id = 'h'",
    `B: ${PLUS}`,
    '...',
    'A: COMMIT',
    'B: COMMIT',
    'A: SELECT * FROM groups',
  ),
  story(
    'three wait in turn for one row',
    `A: ${RC}`,
    `A: ${PLUS}`,
    `B: ${PLUS}`,
    `C: ${PLUS}`,
    'A: COMMIT',
    '...',
    `A: ${GROUP}`,
  ),
  story(
    'a failed transaction answers nothing but its end',
    `A: ${RC}`,
    `A: ${set(9)}`,
    `A: ${member('ana')}`,
    `A: ${GROUP}`,
    'A: COMMIT',
    `A: ${GROUP}`,
    `A: ${RC}`,
    `A: ${set(2000)}`,
    'A: ROLLBACK',
    `A: ${GROUP}`,
  ),
  story(
    'constraints',
    "A: INSERT INTO users (user_id, phone) VALUES ('ana', 'tel:1')",
    "A: INSERT INTO users (user_id, phone) VALUES ('ben', 'tel:1')",
    "A: INSERT INTO users (user_id, phone) VALUES ('ana', 'tel:2')",
    "A: INSERT INTO users (user_id, phone) VALUES ('ben', 'tel:2')",
    "A: UPDATE users SET phone = 'tel:1' WHERE user_id = 'ben'",
    "A: UPDATE users SET phone = 'tel:3' WHERE user_id = 'ben'",
    "A: INSERT INTO groups (group_id, members) VALUES ('i', 1025)",
    "A: INSERT INTO groups (group_id, members) VALUES ('i', 1024)",
    "A: UPDATE groups SET members = members + 1 WHERE group_id = 'i'",
    "A: INSERT INTO groups (group_id) VALUES ('j')",
    'A: SELECT * FROM users',
  ),
  story(
    'what is not there',
    'A: SELECT * FROM nowhere',
    "A: SELECT * FROM users WHERE name = 'x'",
    "A: INSERT INTO users (user_id, name) VALUES ('x', 'y')",
    "A: UPDATE groups SET size = 5 WHERE group_id = 'g'",
    'A: DELETE FROM groups WHERE size = 5',
    'A: COMMIT',
    'A: ROLLBACK',
    `A: ${RC}`,
    `A: ${RR}`,
    'A: COMMIT',
  ),
  story(
    'a serializable reader that would have to stand between two others',
    // Ports and Grittner 2012, 2.1.2, receipts by batch: a read-only transaction is part of the circle.
    `B: ${SR}`,
    "B: SELECT * FROM groups WHERE group_id = 'g'",
    `C: ${SR}`,
    `C: ${set(8)}`,
    'C: COMMIT',
    `A: ${SR}`,
    'A: SELECT * FROM groups',
    'A: SELECT * FROM group_members',
    'A: COMMIT',
    `B: ${member('dan')}`,
    'B: COMMIT',
  ),
  story(
    'a reader comes upon a pivot that is still at work, which is refused at its end',
    `B: ${SR}`,
    `B: ${GROUP}`,
    `C: ${SR}`,
    `C: ${set(8)}`,
    'C: COMMIT',
    `B: ${member('dan')}`,
    `A: ${SR}`,
    `A: ${COUNT}`,
    'A: COMMIT',
    'B: COMMIT',
    `B: ${COUNT}`,
  ),
  story(
    'a reader that is the pivot itself is refused when it reads',
    `B: ${SR}`,
    `B: ${member('dan')}`,
    `A: ${SR}`,
    `A: ${COUNT}`,
    `C: ${SR}`,
    `C: ${set(8)}`,
    'C: COMMIT',
    `B: ${GROUP}`,
    'B: COMMIT',
    'A: COMMIT',
  ),
  story(
    'two who read what the other writes, one after the other has committed',
    `A: ${SR}`,
    `B: ${SR}`,
    `A: ${GROUP}`,
    `B: ${COUNT}`,
    `B: ${set(8)}`,
    'B: COMMIT',
    `A: ${member('dan')}`,
    'A: COMMIT',
  ),
  story(
    'serializable transactions that touch different groups go by one another',
    `A: ${SR}`,
    `B: ${SR}`,
    `A: ${COUNT}`,
    "B: SELECT count(*) FROM groups WHERE group_id = 'h'",
    `A: ${member('dan')}`,
    "B: UPDATE groups SET members = 8 WHERE group_id = 'h'",
    'A: COMMIT',
    'B: COMMIT',
  ),
  story(
    'a serializable and a plain transaction: write skew gets through',
    `A: ${SR}`,
    `B: ${RR}`,
    `A: ${ADMINS}`,
    `B: ${ADMINS}`,
    `A: ${resign('ana')}`,
    `B: ${resign('ben')}`,
    'A: COMMIT',
    'B: COMMIT',
    `A: ${ADMINS}`,
  ),
];
