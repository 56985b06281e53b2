/** A command that concerns connections, not keys: what it needs besides its words. */
import type { KeyPlaces } from './command.ts';
import type { Reply } from './reply.ts';
import type { Turn } from './turn.ts';

export interface SessionCommand {
  readonly arity: number;
  readonly keys: KeyPlaces;
  /** As COMMAND INFO tells it: it may change keys. */
  readonly isWrite?: true;
  /** Runs at once even between MULTI and EXEC. */
  readonly isNeverQueued?: true;
  /** Is served while the file is being loaded. */
  readonly whileLoading?: true;
  /** May be sent on a connection that subscribes. */
  readonly whileSubscribed?: true;
  /** The frames of its answer; usually one. Throws CommandError for an error reply. */
  run(turn: Turn, words: readonly string[]): readonly Reply[];
}

export type SessionFamily = Readonly<Record<string, SessionCommand>>;
