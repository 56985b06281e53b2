/**
 * bounded-backlog: no queue grows beyond its declared limit, and nothing waits any more for what
 * has happened: within the bound after a message is on every device, no outbox and no list has it.
 */
import type { TraceRecord } from '../kernel/index.ts';
import { MessageBook, PLACE_WORDS } from '../measures/index.ts';
import { PLACES, RECORD, type Place } from '../models/index.ts';
import {
  brokenAt,
  HOLDS,
  notProved,
  type Broken,
  type Check,
  type CheckContext,
  type Verdict,
} from './check.ts';
import { Copies } from './copies.ts';
import { CopyCounts } from './copy-counts.ts';
import { msWords, People } from './people.ts';
import { Troubles } from './troubles.ts';

/** Where messages wait for somebody; logs and tables keep them for good. */
const WAITING: readonly Place[] = ['outbox', 'offlineList', 'tableOutbox'];

export class BoundedBacklog implements Check {
  readonly name = 'bounded-backlog';
  readonly kinds = ['typed', 'queue', ...Copies.kinds] as const;
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #book = new MessageBook();
  readonly #copies = new Copies();
  readonly #counts = new CopyCounts();
  readonly #people: People;
  /** By message: when the last device got it, and the record of it. */
  readonly #lastKept = new Map<number, { readonly timeUs: number; readonly index: number }>();
  #queued = false;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, this.#book);
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    this.#copies.step(record);
    this.#counts.step(record);
    const { kind, message, timeUs, index, a } = record;
    if (kind === RECORD.queue) this.#judgeDepth(record);
    else if (kind !== RECORD.stored) return;
    else if (PLACES[a] === 'local') this.#lastKept.set(message, { timeUs, index });
    else if (WAITING.includes(PLACES[a]!)) this.#queued = true;
  }

  verdict(): Verdict {
    if (this.broken !== undefined) return this.broken;
    const troubles = new Troubles(this.#context);
    const { scenario, healedAtUs, endUs } = this.#context;
    const boundUs = scenario.boundMs * 1000;
    let open = '';
    for (const [message, { timeUs, index }] of this.#lastKept) {
      const facts = this.#book.about(message);
      if (facts === undefined || !this.#isEverywhere(message)) continue;
      const place = WAITING.find((each) => this.#counts.of(message, PLACES.indexOf(each)) > 0);
      if (place === undefined) continue;
      const words = `${this.#people.message(message)} still waits in the ${PLACE_WORDS[place]}`;
      open = troubles.ofDataCentre() ?? this.#troubleOf(message, troubles) ?? '';
      if (open === '' && Math.max(timeUs, healedAtUs) + boundUs > endUs) {
        open = `${words} when the run ends, before the bound has passed`;
      }
      if (open !== '') continue;
      return brokenAt(index, `${words} ${msWords(boundUs)} after every device has it`, {
        messages: [message],
        ending: words,
      });
    }
    if (open !== '') return notProved(open);
    return this.#queued ? HOLDS : notProved('nothing had to wait anywhere');
  }

  #judgeDepth({ node, a: depth, index }: TraceRecord): void {
    this.#queued = true;
    const limit = this.#limitOf(node);
    if (depth <= limit) return;
    this.broken ??= brokenAt(
      index,
      `${this.#people.node(node)} has ${depth} in its queue, and ${limit} is the limit`,
    );
  }

  #limitOf(node: number): number {
    const { topology, design } = this.#context;
    const spec = topology.nodes[node];
    if (spec?.service !== undefined) return spec.service.queueLimit + spec.service.workers;
    return spec?.kind === 'load-balancer' ? Number(design['loginQueueLimit'] ?? 0) : Infinity;
  }

  #devicesOf(message: number): readonly number[] {
    const recipients = this.#people.recipientsOf(this.#book.about(message)!);
    return recipients.flatMap(({ devices }) => devices);
  }

  #isEverywhere(message: number): boolean {
    return this.#devicesOf(message).every((device) => this.#copies.isOnDevice(message, device));
  }

  #troubleOf(message: number, troubles: Troubles): string | undefined {
    const phones = [this.#book.about(message)!.phone, ...this.#devicesOf(message)];
    return phones.map((phone) => troubles.ofPhone(phone)).find((words) => words !== undefined);
  }
}
