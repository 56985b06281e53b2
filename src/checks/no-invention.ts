/** no-invention: what is shown was sent, with these words and to this reader. */
import type { TraceRecord } from '../kernel/index.ts';
import { MessageBook } from '../measures/index.ts';
import { MEMBERSHIP_OUTCOMES, RECORD, type MembershipOutcome } from '../models/index.ts';
import {
  brokenAt,
  HOLDS,
  notProved,
  type Broken,
  type Check,
  type CheckContext,
  type Verdict,
} from './check.ts';
import { People, userOf } from './people.ts';

/** After a commit that nobody answered, the user may be in or not. */
const MAY_BE_IN: readonly MembershipOutcome[] = ['joined', 'already', 'unknown'];

export class NoInvention implements Check {
  readonly name = 'no-invention';
  readonly kinds = ['typed', 'shown', 'membership'] as const;
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #book = new MessageBook();
  readonly #people: People;
  /** 'conversation user' for whoever was let in during the run, or may have been. */
  readonly #added = new Set<string>();
  #shown = 0;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, this.#book);
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    if (record.kind === RECORD.membership) this.#admit(record);
    if (record.kind !== RECORD.shown) return;
    this.#shown++;
    const wrong = this.#wrongWith(record);
    if (wrong === '') return;
    this.broken ??= brokenAt(
      record.index,
      `${this.#people.node(record.node)} shows ${this.#people.message(record.message)}, ${wrong}`,
    );
  }

  verdict(): Verdict {
    if (this.broken !== undefined) return this.broken;
    return this.#shown > 0 ? HOLDS : notProved('nothing was shown, so nothing could be invented');
  }

  #admit({ a: conversation, b: user, c: outcome }: TraceRecord): void {
    if (!MAY_BE_IN.includes(MEMBERSHIP_OUTCOMES[outcome] as MembershipOutcome)) return;
    const { names } = this.#context;
    this.#added.add(`${names.text(conversation)} ${names.text(user)}`);
  }

  /** What is invented about it; '' when somebody has sent it just so. */
  #wrongWith({ node, message, c: text }: TraceRecord): string {
    const { names, topology } = this.#context;
    const facts = this.#book.about(message);
    if (facts === undefined) return 'which nobody has typed';
    if (facts.text !== text) {
      return `which reads “${text < 0 ? '' : names.text(text)}” there`;
    }
    const user = userOf(topology, node);
    const conversation = names.text(facts.conversation);
    if (topology.membersOf(conversation).includes(user)) return '';
    if (this.#added.has(`${conversation} ${user}`)) return '';
    return `which was not meant for ${this.#people.person(user)}`;
  }
}
