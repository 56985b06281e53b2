/**
 * no-ghosts: nothing is routed to a chat server later than the bound after it crashed and before
 * it starts again. Where the map's entries are leases, they may mislead for their own length.
 */
import type { TraceRecord } from '../kernel/index.ts';
import { MessageBook } from '../measures/index.ts';
import { RECORD, type PacketType } from '../models/index.ts';
import {
  brokenAt,
  HOLDS,
  notProved,
  type Broken,
  type Check,
  type CheckContext,
  type Verdict,
} from './check.ts';
import { msWords, People } from './people.ts';

const ROUTED_PACKETS: readonly PacketType[] = ['forward', 'forwardReceipt', 'deliver'];

export class NoGhosts implements Check {
  readonly name = 'no-ghosts';
  readonly kinds = ['typed', 'crashed', 'restarted', 'routed', 'sent'] as const;
  broken: Broken | undefined;
  readonly #context: CheckContext;
  readonly #book = new MessageBook();
  readonly #people: People;
  /** When each dead server died. */
  readonly #diedUs = new Map<number, number>();
  readonly #graceUs: number;
  #longestUs = -1;
  /** Whether anything was routed anywhere while a server was dead for longer than the bound. */
  #tested = false;

  constructor(context: CheckContext) {
    this.#context = context;
    this.#people = new People(context, this.#book);
    const { design, scenario } = context;
    const leaseMs = design['routing'] === 'lease' ? Number(design['mapTtlMs'] ?? 0) : 0;
    this.#graceUs = Math.max(scenario.boundMs, leaseMs) * 1000;
  }

  step(record: TraceRecord): void {
    this.#book.step(record);
    const { kind, node, timeUs } = record;
    if (kind === RECORD.crashed) {
      if (this.#context.topology.nodes[node]?.kind === 'chat-server')
        this.#diedUs.set(node, timeUs);
    } else if (kind === RECORD.restarted) {
      this.#note(node, timeUs);
      this.#diedUs.delete(node);
    } else if (this.#diedUs.size === 0) return;
    else if (kind === RECORD.routed) this.#judge(record, 'routes');
    else if (kind === RECORD.sent && this.#isRouted(record.b)) this.#judge(record, 'sends');
  }

  verdict(): Verdict {
    if (this.broken !== undefined) return this.broken;
    for (const server of this.#diedUs.keys()) this.#note(server, this.#context.endUs);
    if (this.#tested) return HOLDS;
    if (this.#longestUs > this.#graceUs) {
      return notProved('nothing was routed anywhere once the bound after a crash had passed');
    }
    if (this.#longestUs < 0) return notProved('no chat server crashed');
    return notProved(
      `no chat server was down for longer than ${msWords(this.#graceUs)}, ` +
        'the time in which a map may still be wrong',
    );
  }

  #note(server: number, untilUs: number): void {
    const diedUs = this.#diedUs.get(server);
    if (diedUs !== undefined) this.#longestUs = Math.max(this.#longestUs, untilUs - diedUs);
  }

  #isRouted(packet: number): boolean {
    return (ROUTED_PACKETS as readonly string[]).includes(this.#context.names.text(packet));
  }

  /** Both kinds of record name the server in column a. */
  #judge({ node, message, a: server, timeUs, index }: TraceRecord, verb: string): void {
    for (const diedUs of this.#diedUs.values()) {
      if (timeUs - diedUs > this.#graceUs) this.#tested = true;
    }
    const diedUs = this.#diedUs.get(server);
    if (diedUs === undefined || timeUs - diedUs <= this.#graceUs) return;
    const ghost = this.#people.node(server);
    this.broken ??= brokenAt(
      index,
      `${this.#people.node(node)} ${verb} ${this.#people.message(message)} to ${ghost}, ` +
        `${msWords(timeUs - diedUs)} after it crashed; the bound is ${msWords(this.#graceUs)}`,
    );
  }
}
