/**
 * eventual-delivery: within the bound after the last fault, and after its typing, every message is
 * shown on every device of every other member that can show it, or its sender is told "not sent".
 */
import type { TraceRecord } from '../kernel/index.ts';
import { MessageBook, type MessageFacts } from '../measures/index.ts';
import { RECORD, STATUSES } from '../models/index.ts';
import {
  brokenAt,
  HOLDS,
  notProved,
  type Check,
  type CheckContext,
  type Verdict,
} from './check.ts';
import { Approvals } from './approvals.ts';
import { LinkedDevices } from './linked-devices.ts';
import { listed, msWords, People } from './people.ts';
import { Troubles } from './troubles.ts';

const SENT = STATUSES.indexOf('sent');
const FAILED = STATUSES.indexOf('failed');
/** What becomes of a message. Packets on the wire are many, and say less. */
const KINDS_OF_LIFE = [
  'typed',
  'stored',
  'forgotten',
  'status',
  'accepted',
  'marked',
  'routed',
  'notified',
  'banner',
  'lost',
  'refused',
] as const;

export class EventualDelivery implements Check {
  readonly name = 'eventual-delivery';
  readonly kinds = [
    'shown',
    'reinstalled',
    ...Approvals.kinds,
    ...KINDS_OF_LIFE,
    ...LinkedDevices.kinds,
  ] as const;
  /** What has not happened yet may still happen, until the horizon. */
  readonly broken = undefined;
  readonly #context: CheckContext;
  readonly #book = new MessageBook();
  readonly #people: People;
  readonly #linked: LinkedDevices;
  /** By message: when each device first showed it. */
  readonly #shownUs = new Map<number, Map<number, number>>();
  readonly #failed = new Set<number>();
  /** Deleted with the sender's app before it was sent: nobody waits for it. */
  readonly #deleted = new Set<number>();
  readonly #ticked = new Set<number>();
  readonly #approvals = new Approvals();
  /** By message: the last record that speaks of it. */
  readonly #last = new Map<number, number>();

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, this.#book);
    this.#linked = new LinkedDevices(context);
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    this.#approvals.step(record);
    this.#linked.step(record);
    const { kind, message, node, timeUs } = record;
    if (message >= 0) this.#last.set(message, record.index);
    if (kind === RECORD.shown) {
      const shownUs = this.#shownUs.get(message) ?? new Map<number, number>();
      if (!shownUs.has(node)) shownUs.set(node, timeUs);
      this.#shownUs.set(message, shownUs);
    } else if (kind === RECORD.status) {
      if (record.a === FAILED) this.#failed.add(message);
      else this.#failed.delete(message);
      if (record.a >= SENT && record.a < FAILED) this.#ticked.add(message);
    } else if (kind === RECORD.reinstalled || kind === RECORD.unlinked) {
      for (const [typed, { phone }] of this.#book.all()) {
        if (phone === node && !this.#ticked.has(typed)) this.#deleted.add(typed);
      }
    }
  }

  verdict(): Verdict {
    const troubles = new Troubles(this.#context);
    let open = '';
    for (const [message, facts] of this.#book.all()) {
      const verdict = this.#judge(message, facts, troubles);
      if (verdict.verdict === 'broken') return verdict;
      if (verdict.verdict === 'not proved' && open === '') open = verdict.because;
    }
    if (this.#book.size === 0) return notProved('nobody typed a message');
    return open === '' ? HOLDS : notProved(open);
  }

  #judge(message: number, facts: MessageFacts, troubles: Troubles): Verdict {
    if (this.#failed.has(message) || this.#deleted.has(message)) return HOLDS;
    const { endUs, scenario } = this.#context;
    const boundUs = scenario.boundMs * 1000;
    const dueUs = Math.max(this.#context.healedAtUs, facts.typedAtUs) + boundUs;
    const devices = this.#people.recipientsOf(facts).flatMap((recipient) => recipient.devices);
    const shownUs = this.#shownUs.get(message);
    const late = devices.filter(
      (device) =>
        !((shownUs?.get(device) ?? Infinity) <= dueUs) && this.#linked.isMeantFor(device, facts),
    );
    if (late.length === 0) return HOLDS;
    const words = this.#people.message(message);
    if (dueUs > endUs) {
      return notProved(
        `${words} is not shown yet, and the run ends before the bound of ` +
          `${msWords(boundUs)} has passed`,
      );
    }
    const excuse =
      troubles.ofPhone(facts.phone) ??
      troubles.ofDataCentre() ??
      this.#approvals.of(message, words);
    const able = late.filter((device) => troubles.ofPhone(device) === undefined);
    if (excuse !== undefined) return notProved(excuse);
    if (able.length === 0) return notProved(troubles.ofPhone(late[0]!) ?? '');
    return this.#tooLate(message, facts, able, dueUs);
  }

  #tooLate(message: number, facts: MessageFacts, late: readonly number[], dueUs: number): Verdict {
    const words = this.#people.message(message);
    const phones = listed(late.map((device) => this.#people.node(device)));
    const startUs = Math.max(this.#context.healedAtUs, facts.typedAtUs);
    const since =
      this.#context.healedAtUs > facts.typedAtUs ? 'after the last fault' : 'after its typing';
    const shownAtUs = this.#shownUs.get(message)?.get(late[0]!);
    const what =
      shownAtUs === undefined
        ? `${phones} never showed ${words}`
        : `${phones} showed ${words} only ${msWords(shownAtUs - startUs)} ${since}`;
    return brokenAt(
      this.#last.get(message) ?? facts.typed,
      `${what}; the bound is ${msWords(dueUs - startUs)} ${since}`,
      { ending: what },
    );
  }
}
