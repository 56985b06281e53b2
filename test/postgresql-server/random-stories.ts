/** Random stories of three sessions on few rows, so that they meet. */
import fc from 'fast-check';
import type { Story } from './stories.ts';

const group = fc.constantFrom("'g'", "'h'");
const user = fc.constantFrom("'ana'", "'ben'", "'dan'");
const number = fc.constantFrom('1', '2', '3', '1024', '1025');

const where = fc.oneof(
  fc.constant(''),
  group.map((each) => ` WHERE group_id = ${each}`),
  number.map((each) => ` WHERE members < ${each}`),
  fc.tuple(group, number).map(([each, most]) => ` WHERE group_id = ${each} AND members < ${most}`),
);
const whose = fc.oneof(
  group.map((each) => ` WHERE group_id = ${each}`),
  user.map((each) => ` WHERE user_id = ${each}`),
  fc.tuple(group, user).map(([in_, each]) => ` WHERE group_id = ${in_} AND user_id = ${each}`),
  fc.constant(''),
);

const read = fc.oneof(
  where.map((each) => `SELECT * FROM groups${each}`),
  where.map((each) => `SELECT * FROM groups${each} FOR UPDATE`),
  whose.map((each) => `SELECT count(*) FROM group_members${each}`),
  whose.map((each) => `SELECT * FROM group_members${each} FOR UPDATE`),
);
const write = fc.oneof(
  fc
    .tuple(group, number)
    .map(
      ([each, members]) => `INSERT INTO groups (group_id, members) VALUES (${each}, ${members})`,
    ),
  fc
    .tuple(group, user, fc.constantFrom('', ' ON CONFLICT DO NOTHING'))
    .map(
      ([in_, each, skip]) =>
        `INSERT INTO group_members (group_id, user_id, is_admin) VALUES (${in_}, ${each}, 0)${skip}`,
    ),
  where.map((each) => `UPDATE groups SET members = members + 1${each}`),
  fc.tuple(number, where).map(([to, each]) => `UPDATE groups SET members = ${to}${each}`),
  whose.map((each) => `UPDATE group_members SET is_admin = is_admin + 1${each}`),
  where.map((each) => `DELETE FROM groups${each}`),
  whose.map((each) => `DELETE FROM group_members${each}`),
);
// SERIALIZABLE is left to the told stories: its real locks are those of pages, and refuse more.
const bounds = fc.constantFrom(
  'BEGIN ISOLATION LEVEL READ COMMITTED',
  'BEGIN ISOLATION LEVEL REPEATABLE READ',
  'COMMIT',
  'ROLLBACK',
);

export const sqlStatement = fc.oneof(
  { arbitrary: read, weight: 3 },
  { arbitrary: write, weight: 4 },
  { arbitrary: bounds, weight: 3 },
);

const step = fc.tuple(fc.constantFrom('A', 'B', 'C'), sqlStatement);

const BEFORE = [
  "INSERT INTO groups (group_id, members) VALUES ('g', 1)",
  "INSERT INTO group_members (group_id, user_id, is_admin) VALUES ('g', 'ana', 1)",
  "INSERT INTO group_members (group_id, user_id, is_admin) VALUES ('g', 'ben', 0)",
];

export const randomStory: fc.Arbitrary<Story> = fc
  .array(step, { minLength: 6, maxLength: 30, size: 'max' })
  .map((steps) => ({
    name: 'a random story',
    before: BEFORE,
    steps: steps.map(([letter, sql]) => `${letter}: ${sql}`),
  }));
