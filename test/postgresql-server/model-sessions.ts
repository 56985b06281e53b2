/** Plays a story on the model: one node, and a session for each letter. */
import { components, type PacketOf } from '../../src/models/index.ts';
import { fakeNode } from '../models/fake-node.ts';
import { statementOf } from './sql-text.ts';
import type { Story } from './stories.ts';

type Result = PacketOf<'sqlResult'>;

export function openModel(settings: Readonly<Record<string, string | number>> = {}) {
  const model = fakeNode(components.postgresql, {
    settings: { flushMs: 0, ...settings },
    topology: { nodes: [{ name: 'server-1', kind: 'chat-server' }] },
  });
  // The recovery of an empty log takes no time, and is an event all the same.
  model.advanceMs(0);
  return model;
}

type Model = ReturnType<typeof openModel>;

/** One letter, one connection. */
export const connectionOf = (letter: string): number => letter.charCodeAt(0);

export function say(model: Model, letter: string, sql: string): void {
  const packet = { type: 'sqlQuery', statement: statementOf(sql), request: 1 } as const;
  model.deliver(packet, 'server-1', connectionOf(letter));
  model.advanceMs(0);
}

/** "A: tag | rows", with the code and the words of an error. */
export function answersOf(model: Model): string[] {
  return model.sent.splice(0).flatMap(({ packet, connection }) => {
    if (packet.type !== 'sqlResult') return [`${String.fromCharCode(connection)}: ${packet.type}`];
    return [`${String.fromCharCode(connection)}: ${textOf(packet)}`];
  });
}

const textOf = ({ tag, rows, sqlstate, error }: Result): string => {
  if (error !== '') return `${sqlstate} ${error}`;
  const lines = rows.map((row) => Object.values(row).join(','));
  return [tag, ...lines].join(' | ');
};

/** Whether the session waits for another one's lock. */
const isBusy = (model: Model, letter: string): boolean => {
  const sessions = model.inspect().tables.find(({ title }) => title === 'Sessions')?.rows ?? [];
  return sessions.some((row) => row[1] === connectionOf(letter) && row[2] === 'active');
};

/** For each step its answers; "waits" when the session has none. */
export function playOnModel({ before, steps }: Story): string[][] {
  const model = openModel();
  for (const sql of before) say(model, 'Z', sql);
  answersOf(model);
  return steps.map((step) => {
    if (step === '...') {
      model.advanceMs(2000);
      return answersOf(model).toSorted();
    }
    const [letter, sql] = [step.slice(0, 1), step.slice(3)];
    if (isBusy(model, letter)) return [`${letter} is busy`];
    say(model, letter, sql);
    const answers = answersOf(model).toSorted();
    const own = answers.some((each) => each.startsWith(letter));
    return own ? answers : [...answers, `${letter} waits`];
  });
}
