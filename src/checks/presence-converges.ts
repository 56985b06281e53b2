/**
 * presence-converges: after the last change of a user's connection, or of anything that carries
 * the news, every connected observer shows the truth within the TTL and a margin, and goes on so.
 */
import type { TraceRecord } from '../kernel/index.ts';
import { MessageBook } from '../measures/index.ts';
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

export class PresenceConverges implements Check {
  readonly name = 'presence-converges';
  readonly kinds = Watchers.kinds;
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #people: People;
  readonly #watchers: Watchers;
  #nowUs = 0;
  /** Whether a watched user came or went, and the time in which to notice has passed since. */
  #tested = false;
  /** By watch: whether its user's state has changed since it began. */
  readonly #changed = new Map<Watch, { online: boolean; changed: boolean }>();

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, new MessageBook());
    this.#watchers = new Watchers(context);
  }

  step(record: TraceRecord): void {
    this.#nowUs = record.timeUs;
    this.#watchers.step(record, () => this.#judge());
  }

  verdict(): Verdict {
    this.#nowUs = this.#context.endUs;
    this.#judge();
    if (this.broken !== undefined) return this.broken;
    if (this.#watchers.size === 0) return notProved('nobody watched whether somebody is online');
    if (this.#tested) return HOLDS;
    return notProved('no watched user came or went long enough before the end to be noticed');
  }

  /** What was so until now. */
  #judge(): void {
    const { truth, ttlUs, marginUs } = this.#watchers;
    for (const watch of this.#watchers.all()) {
      const { phone, user, online } = watch;
      const isOnline = truth.isOnline(user);
      this.#note(watch, isOnline);
      if (!truth.isConnected(phone)) continue;
      const settledUs = Math.max(
        truth.faultUs([]),
        truth.connectionUs(user),
        truth.connectionUs(userOf(this.#context.topology, phone)),
      );
      if (this.#nowUs <= settledUs + ttlUs + marginUs) continue;
      if (this.#changed.get(watch)?.changed === true) this.#tested = true;
      if (online !== isOnline) this.#break(watch, isOnline, settledUs);
    }
  }

  #note(watch: Watch, online: boolean): void {
    const noted = this.#changed.get(watch);
    if (noted === undefined) this.#changed.set(watch, { online, changed: false });
    else if (noted.online !== online) this.#changed.set(watch, { online, changed: true });
  }

  #break({ phone, user, online, index }: Watch, isOnline: boolean, settledUs: number): void {
    const state = (is: boolean): string => (is ? 'online' : 'offline');
    const { ttlUs, marginUs } = this.#watchers;
    this.broken ??= brokenAt(
      index,
      `${this.#people.node(phone)} shows ${this.#people.person(user)} ${state(online)}, who is ` +
        `${state(isOnline)}; nothing has changed for ${msWords(this.#nowUs - settledUs)}, ` +
        `and ${msWords(ttlUs + marginUs)} are allowed`,
    );
  }
}
