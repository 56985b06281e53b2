/**
 * Limits that stop a runaway scenario with an explanation. A stop is a value, not an exception:
 * it is a mistake of the scenario's author, who is told which nodes go round in a circle.
 */
import { shortestCycle } from './cycle.ts';
import type { TimeUs } from './time.ts';
import { digitsInGroups, timeInWords } from './time.ts';

export interface BudgetLimits {
  eventsAtOneInstant: number;
  events: number;
  pending: number;
  memoryBytes: number;
}

export const DEFAULT_LIMITS: Readonly<BudgetLimits> = {
  eventsAtOneInstant: 10_000,
  events: 5_000_000,
  pending: 200_000,
  memoryBytes: 512 * 1024 * 1024,
};

/** Why a run was stopped. */
export interface BudgetStop {
  readonly limit: 'eventsAtOneInstant' | 'events' | 'pending' | 'memory';
  readonly atUs: TimeUs;
  /** What the count had come to: events, pending events or bytes. */
  readonly count: number;
  /** Entity numbers: the cycle, in order, that the last 100 events went round; else the busiest. */
  readonly culprits: readonly number[];
  /** The whole matter in words, given the name of each entity. */
  sentence(nameOf: (entity: number) => string): string;
}

/** What a checkpoint keeps of a budget. */
export interface BudgetImage {
  readonly events: number;
  readonly eventsAtThisInstant: number;
  readonly instantUs: TimeUs;
  readonly recent: Int32Array;
}

/** How many of the last events are looked at for a culprit. */
const RECENT = 100;
/** More names than this make no sentence. */
const NAMES_SHOWN = 8;

export class Budget {
  readonly limits: Readonly<BudgetLimits>;
  /** Events counted so far. */
  events = 0;
  private eventsAtThisInstant = 0;
  private instantUs: TimeUs = -1;
  private readonly recent = new Int32Array(RECENT);

  /** @throws RangeError for a limit that is not above 0. Infinity means no limit. */
  constructor(limits: Partial<BudgetLimits> = {}) {
    this.limits = { ...DEFAULT_LIMITS, ...limits };
    for (const [name, limit] of Object.entries(this.limits)) {
      if (!(limit > 0))
        throw new RangeError(`the budget ${name} is ${limit}: expected more than 0`);
    }
  }

  /**
   * Counts one event of an entity. Returns why to stop, or undefined to go on.
   * @param pending how many events wait in the queue now, where the caller knows.
   */
  count(nowUs: TimeUs, entity: number, pending = 0): BudgetStop | undefined {
    this.recent[this.events % RECENT] = entity;
    this.events += 1;
    this.eventsAtThisInstant = nowUs === this.instantUs ? this.eventsAtThisInstant + 1 : 1;
    this.instantUs = nowUs;
    if (this.eventsAtThisInstant > this.limits.eventsAtOneInstant) {
      return this.stop('eventsAtOneInstant', this.eventsAtThisInstant);
    }
    if (this.events > this.limits.events) return this.stop('events', this.events);
    if (pending > this.limits.pending) return this.stop('pending', pending);
    return undefined;
  }

  /** Compares memory in use with its limit; ask now and then, not at every event. */
  checkMemory(bytes: number): BudgetStop | undefined {
    return bytes > this.limits.memoryBytes ? this.stop('memory', bytes) : undefined;
  }

  save(): BudgetImage {
    const { events, eventsAtThisInstant, instantUs } = this;
    return { events, eventsAtThisInstant, instantUs, recent: this.recent.slice() };
  }

  restore(image: BudgetImage): void {
    this.events = image.events;
    this.eventsAtThisInstant = image.eventsAtThisInstant;
    this.instantUs = image.instantUs;
    this.recent.set(image.recent);
  }

  private stop(limit: BudgetStop['limit'], count: number): BudgetStop {
    const atUs = Math.max(0, this.instantUs);
    const culprits = shortestCycle(this.recentEntities());
    const sentence = (nameOf: (entity: number) => string): string =>
      `${matterOf(limit, count, timeInWords(atUs))} ${culpritsOf(culprits, nameOf)} ${CURES[limit]}`;
    return { limit, atUs, count, culprits, sentence };
  }

  /** The entities of the last events, oldest first. */
  private recentEntities(): number[] {
    const held = Math.min(this.events, RECENT);
    const entities: number[] = [];
    for (let i = this.events - held; i < this.events; i += 1) {
      entities.push(this.recent[i % RECENT]!);
    }
    return entities;
  }
}

const CURES: Readonly<Record<BudgetStop['limit'], string>> = {
  eventsAtOneInstant: 'Give one of these steps a delay, or a condition that ends the loop.',
  events: 'Shorten the scenario, use fewer entities, or raise its event budget.',
  pending: 'Let work be dropped or slowed down when a queue is full.',
  memory: 'Shorten the scenario or use fewer entities.',
};

function matterOf(limit: BudgetStop['limit'], count: number, at: string): string {
  const number = digitsInGroups(count);
  switch (limit) {
    case 'eventsAtOneInstant':
      return `Stopped at ${at}: ${number} events happened at this one instant, without end.`;
    case 'events':
      return `Stopped at ${at}: this was event ${number}, one more than the run may have.`;
    case 'pending':
      return `Stopped at ${at}: ${number} events were waiting to happen, more than there may be.`;
    case 'memory':
      return `Stopped at ${at}: the run held ${digitsInGroups(Math.ceil(count / 1048576))} MiB of memory.`;
  }
}

function culpritsOf(culprits: readonly number[], nameOf: (entity: number) => string): string {
  if (culprits.length === 0) return 'No event had happened yet.';
  const shown = culprits.slice(0, NAMES_SHOWN).map(nameOf);
  const rest = culprits.length - shown.length;
  if (culprits.length === 1) return `All of the last events belong to ${shown[0]}.`;
  const names = rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
  return `The last events went round ${names}.`;
}
