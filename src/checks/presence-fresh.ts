/**
 * presence-fresh: nobody is shown online later than the TTL and a margin after the last sign of
 * life; nobody who is connected all the time is shown offline for more than a thousandth of it; and
 * whoever is shown offline has a last seen, which is what a reader wants to know then.
 */
import type { TraceRecord } from '../kernel/index.ts';
import { MessageBook } from '../measures/index.ts';
import { RECORD } from '../models/index.ts';
import {
  brokenAt,
  HOLDS,
  notProved,
  type Broken,
  type Check,
  type CheckContext,
  type Verdict,
} from './check.ts';
import { msWords, People, userOf } from './people.ts';
import { Watchers, type Watch } from './watchers.ts';

/** Our choice: a flicker of a second in a quarter of an hour. */
const WRONG_SHARE_MOST = 0.001;

/** Time in which a user was connected and watched, with nothing else going on. */
interface Account {
  calmUs: number;
  wrongUs: number;
  /** The record that made it wrong first. */
  index: number;
}

export class PresenceFresh implements Check {
  readonly name = 'presence-fresh';
  readonly kinds = Watchers.kinds;
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #people: People;
  readonly #watchers: Watchers;
  readonly #heartbeatUs: number;
  readonly #accounts = new Map<Watch, Account>();
  #fromUs = 0;
  #nowUs = 0;
  #watchedUs = 0;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, new MessageBook());
    this.#watchers = new Watchers(context);
    this.#heartbeatUs = Number(context.design['heartbeatMs'] ?? 0) * 1000;
  }

  step(record: TraceRecord): void {
    this.#nowUs = record.timeUs;
    this.#watchers.step(record, () => this.#pass());
    if (record.kind !== RECORD.belief) return;
    const isKnown = record.b === 1 || record.c >= 0;
    const user = this.#context.names.text(record.a);
    if (isKnown || this.#watchers.truth.lifeUs(user) < 0) return;
    const person = this.#people.person(user);
    this.broken ??= brokenAt(
      record.index,
      `${this.#people.node(record.node)} shows ${person} offline and cannot say when ${person} ` +
        'was last seen',
    );
  }

  verdict(): Verdict {
    this.#nowUs = this.#context.endUs;
    this.#pass();
    if (this.broken !== undefined) return this.broken;
    for (const [watch, { calmUs, wrongUs, index }] of this.#accounts) {
      if (wrongUs <= WRONG_SHARE_MOST * calmUs) continue;
      const person = this.#people.person(watch.user);
      return brokenAt(
        index,
        `${this.#people.node(watch.phone)} shows ${person} offline for ${msWords(wrongUs)} of the ` +
          `${msWords(calmUs)} in which ${person} was connected and nothing was wrong`,
      );
    }
    if (this.#watchedUs >= this.#watchers.ttlUs && this.#watchers.size > 0) return HOLDS;
    return notProved('nobody was watched for as long as the TTL');
  }

  /** Judges the time since the last record. */
  #pass(): void {
    const fromUs = this.#fromUs;
    this.#fromUs = this.#nowUs;
    if (this.#watchers.size > 0) this.#watchedUs += this.#nowUs - fromUs;
    for (const watch of this.#watchers.all()) {
      if (!this.#watchers.truth.isConnected(watch.phone)) continue;
      if (watch.online) this.#judgeStale(watch);
      this.#account(watch, Math.max(fromUs, watch.sinceUs));
    }
  }

  #judgeStale({ phone, user, index, sinceUs }: Watch): void {
    const { topology } = this.#context;
    const { truth, ttlUs, marginUs } = this.#watchers;
    const watcher = userOf(topology, phone);
    const fromUs = Math.max(
      truth.lifeUs(user),
      truth.faultUs(topology.devicesOf(user)),
      truth.connectionUs(watcher),
    );
    if (this.#nowUs <= fromUs + ttlUs + marginUs) return;
    this.broken ??= brokenAt(
      index,
      `${this.#people.node(phone)} shows ${this.#people.person(user)} online since ` +
        `${msWords(sinceUs)}, ${msWords(this.#nowUs - fromUs)} after the last sign of life; ` +
        `${msWords(ttlUs + marginUs)} are allowed`,
    );
  }

  /** A key that was let run out while its user was out of reach comes back with a heartbeat. */
  #account(watch: Watch, fromUs: number): void {
    const { truth, marginUs } = this.#watchers;
    const watcher = userOf(this.#context.topology, watch.phone);
    const changedUs = Math.max(
      truth.faultUs([]),
      truth.connectionUs(watch.user),
      truth.connectionUs(watcher),
    );
    const calmFromUs = Math.max(fromUs, changedUs + this.#heartbeatUs + marginUs);
    if (!truth.isOnline(watch.user) || this.#nowUs <= calmFromUs) return;
    const account = this.#accounts.get(watch) ?? { calmUs: 0, wrongUs: 0, index: watch.index };
    this.#accounts.set(watch, account);
    account.calmUs += this.#nowUs - calmFromUs;
    if (watch.online) return;
    if (account.wrongUs === 0) account.index = watch.index;
    account.wrongUs += this.#nowUs - calmFromUs;
  }
}
