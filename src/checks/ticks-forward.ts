/**
 * ticks-forward: a status never steps back on screen. "Not sent" may follow a clock or one tick,
 * and anything may follow "not sent": the message got through after all.
 */
import type { TraceRecord } from '../kernel/index.ts';
import { MessageBook, STATUS_WORDS } from '../measures/index.ts';
import { RECORD, STATUSES } from '../models/index.ts';
import {
  brokenAt,
  HOLDS,
  notProved,
  type Broken,
  type Check,
  type CheckContext,
  type Verdict,
} from './check.ts';
import { People } from './people.ts';

const SENT = STATUSES.indexOf('sent');
const FAILED = STATUSES.indexOf('failed');

export class TicksForward implements Check {
  readonly name = 'ticks-forward';
  readonly kinds = ['typed', 'status'] as const;
  broken: Broken | undefined;
  readonly #book = new MessageBook();
  readonly #people: People;
  /** By phone and message: the status on screen. */
  readonly #shown = new Map<string, number>();
  #changes = 0;

  constructor(context: CheckContext) {
    this.#people = new People(context, this.#book);
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    if (record.kind !== RECORD.status) return;
    const { node, message, a: status, index } = record;
    const key = `${node} ${message}`;
    const before = this.#shown.get(key);
    this.#shown.set(key, status);
    if (before === undefined || before === status) return;
    this.#changes++;
    if (!stepsBack(before, status)) return;
    this.broken ??= brokenAt(
      index,
      `${this.#people.node(node)} goes from ${STATUS_WORDS[STATUSES[before]!]} back to ` +
        `${STATUS_WORDS[STATUSES[status]!]} on ${this.#people.message(message)}`,
    );
  }

  verdict(): Verdict {
    if (this.broken !== undefined) return this.broken;
    return this.#changes > 0 ? HOLDS : notProved('no tick ever changed, so none could step back');
  }
}

function stepsBack(before: number, after: number): boolean {
  if (before === FAILED) return false;
  return after === FAILED ? before > SENT : after < before;
}
