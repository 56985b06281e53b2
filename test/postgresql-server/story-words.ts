/** What stories of sessions are made of: levels, statements on one group, and races between two. */

export interface Story {
  readonly name: string;
  /** Run one after the other, outside of any session, before the story. */
  readonly before: readonly string[];
  /** "A: statement"; "..." lets time pass until whoever waits has its answer. */
  readonly steps: readonly string[];
}

export const RC = 'BEGIN ISOLATION LEVEL READ COMMITTED';
export const RR = 'BEGIN ISOLATION LEVEL REPEATABLE READ';
export const SR = 'BEGIN ISOLATION LEVEL SERIALIZABLE';

export const COUNT = "SELECT count(*) FROM group_members WHERE group_id = 'g'";
export const GROUP = "SELECT * FROM groups WHERE group_id = 'g'";
export const LOCK = `${GROUP} FOR UPDATE`;
export const member = (user: string) =>
  `INSERT INTO group_members (group_id, user_id, is_admin) VALUES ('g', '${user}', 0)`;
export const set = (members: number) =>
  `UPDATE groups SET members = ${members} WHERE group_id = 'g'`;
export const PLUS = "UPDATE groups SET members = members + 1 WHERE group_id = 'g'";
export const BELOW = `${PLUS} AND members < 4`;
export const ADMINS = "SELECT count(*) FROM group_members WHERE group_id = 'g' AND is_admin = 1";
export const resign = (user: string) =>
  `UPDATE group_members SET is_admin = 0 WHERE group_id = 'g' AND user_id = '${user}'`;

/** A group of three, two of them admins. */
const GROUP_OF_THREE = [
  "INSERT INTO groups (group_id, members) VALUES ('g', 3)",
  "INSERT INTO groups (group_id, members) VALUES ('h', 7)",
  "INSERT INTO group_members (group_id, user_id, is_admin) VALUES ('g', 'ana', 1)",
  "INSERT INTO group_members (group_id, user_id, is_admin) VALUES ('g', 'ben', 1)",
  "INSERT INTO group_members (group_id, user_id, is_admin) VALUES ('g', 'cleo', 0)",
];

export const story = (name: string, ...steps: string[]): Story => ({
  name,
  before: GROUP_OF_THREE,
  steps,
});

/**
 * One race at every level: statement by statement in turn up to the one that may wait, then A to its
 * end, then B.
 */
export const race = (name: string, inTurn: number, one: readonly string[], other = one): Story[] =>
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
