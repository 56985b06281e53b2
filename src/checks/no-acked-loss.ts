/**
 * no-acked-loss: a message whose sender saw a tick is in every intended device's store by the
 * horizon, faults having ended. A device that cannot take it at the end is no loss while a copy
 * is left that could still come.
 */
import type { TraceRecord } from '../kernel/index.ts';
import { MessageBook, STATUS_WORDS, type MessageFacts } from '../measures/index.ts';
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
import { Copies } from './copies.ts';
import { LinkedDevices } from './linked-devices.ts';
import { listed, msWords, People } from './people.ts';
import { Troubles } from './troubles.ts';

const SENT = STATUSES.indexOf('sent');
const READ = STATUSES.indexOf('read');

/** The first tick on a message, and the highest so far. */
interface Tick {
  readonly record: number;
  readonly timeUs: number;
  highest: number;
}

export class NoAckedLoss implements Check {
  readonly name = 'no-acked-loss';
  readonly kinds = [
    'typed',
    'status',
    ...Approvals.kinds,
    ...Copies.kinds,
    ...LinkedDevices.kinds,
  ] as const;
  /** Whether a message is lost shows only at the horizon. */
  readonly broken = undefined;
  readonly #context: CheckContext;
  readonly #book = new MessageBook();
  readonly #copies = new Copies();
  readonly #approvals = new Approvals();
  readonly #ticks = new Map<number, Tick>();
  readonly #people: People;
  readonly #linked: LinkedDevices;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, this.#book);
    this.#linked = new LinkedDevices(context);
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    this.#copies.step(record);
    this.#approvals.step(record);
    this.#linked.step(record);
    if (record.kind === RECORD.status) this.#see(record);
  }

  verdict(): Verdict {
    const troubles = new Troubles(this.#context);
    let open = '';
    for (const [message, tick] of this.#ticks) {
      const facts = this.#book.about(message);
      if (facts === undefined) continue;
      const verdict = this.#judge(message, facts, tick, troubles);
      if (verdict.verdict === 'broken') return verdict;
      if (verdict.verdict === 'not proved' && open === '') open = verdict.because;
    }
    if (this.#ticks.size === 0) return notProved('no message got a tick, so nothing was promised');
    return open === '' ? HOLDS : notProved(open);
  }

  #see({ message, node, a: status, index, timeUs }: TraceRecord): void {
    if (status < SENT || status > READ || this.#book.about(message)?.phone !== node) return;
    const tick = this.#ticks.get(message);
    if (tick === undefined) this.#ticks.set(message, { record: index, timeUs, highest: status });
    else tick.highest = Math.max(tick.highest, status);
  }

  #judge(message: number, facts: MessageFacts, tick: Tick, troubles: Troubles): Verdict {
    const { endUs, scenario } = this.#context;
    const devices = this.#people.recipientsOf(facts).flatMap((recipient) => recipient.devices);
    const missing = devices.filter(
      (device) =>
        !this.#copies.isOnDevice(message, device) && this.#linked.isMeantFor(device, facts),
    );
    if (missing.length === 0) return HOLDS;
    const words = this.#people.message(message);
    const boundUs = scenario.boundMs * 1000;
    const dueUs = Math.max(this.#context.healedAtUs, tick.timeUs) + boundUs;
    if (dueUs > endUs) {
      return notProved(
        `${words} is still on its way, and the run ends before the bound of ` +
          `${msWords(boundUs)} has passed`,
      );
    }
    const approval = this.#approvals.of(message, words);
    if (approval !== undefined) return notProved(approval);
    const able = missing.filter((device) => troubles.ofPhone(device) === undefined);
    const left = this.#copies.elsewhere(message, facts.phone);
    const excuse = troubles.ofDataCentre() ?? troubles.ofPhone(missing[0]!);
    const mayStillCome = able.length === 0 || troubles.ofDataCentre() !== undefined;
    if (mayStillCome && left !== undefined && excuse !== undefined) return notProved(excuse);
    const ticks = STATUS_WORDS[STATUSES[tick.highest]!];
    const phones = listed(
      (able.length > 0 ? able : missing).map((each) => this.#people.node(each)),
    );
    const rest =
      left === undefined ? ', and no store has it' : `; ${this.#people.node(left)} has it`;
    return brokenAt(
      tick.record,
      `${this.#people.node(facts.phone)} shows ${ticks} on ${words}, ` +
        `but ${phones} never stored it${rest}`,
      { ending: `${phones} never stores ${words}${rest}` },
    );
  }
}
