/** RENAME and RENAMENX: the value moves with its time to live, over whatever had the new name. */
import { type Command, type CommandFamily, wordAt } from './command.ts';
import { CommandError } from './command-error.ts';
import { type Access, lookUp, moveKey } from './keyspace.ts';
import { OK, type Reply } from './reply.ts';

const rename = (onlyNew: boolean): Command => ({
  arity: 3,
  keys: [1, 2, 1],
  isWrite: true,
  run(access, words): Reply {
    const [from, to] = [wordAt(words, 1), wordAt(words, 2)];
    if (lookUp(access, from) === undefined) throw new CommandError('ERR no such key');
    return move(access, from, to, onlyNew);
  },
});

function move(access: Access, from: string, to: string, onlyNew: boolean): Reply {
  const isSame = from === to;
  if (onlyNew && (isSame || lookUp(access, to) !== undefined)) return 0;
  lookUp(access, to);
  if (!isSame) moveKey(access, from, to);
  return onlyNew ? 1 : OK;
}

export const renameCommands: CommandFamily = { RENAME: rename(false), RENAMENX: rename(true) };
