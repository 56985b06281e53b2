/** What each phone has shown of each message, in order: a bubble, then its ticks. */
import type { TraceRecord } from '../kernel/index.ts';
import type { ReadNames } from '../measures/index.ts';
import { RECORD, STATUSES } from '../models/index.ts';

export interface Sight {
  /** `shown: the text`, or a status. */
  readonly what: string;
  readonly timeUs: number;
  /** Index of the record. */
  readonly record: number;
}

/** Where two sides differ on one phone and one message. */
interface Unlike {
  readonly node: number;
  readonly message: string;
  readonly timeUs: number;
  readonly kind: 'other' | 'late' | 'missing';
  readonly before: Sight | null;
  readonly after: Sight | null;
}

interface Sights {
  readonly node: number;
  readonly message: string;
  readonly all: Sight[];
}

export class Sightings {
  readonly #names: ReadNames;
  /** By phone and message. */
  readonly #sights = new Map<string, Sights>();

  constructor(names: ReadNames) {
    this.#names = names;
  }

  step({ kind, node, message, a, c, timeUs, index }: TraceRecord): void {
    if (kind !== RECORD.shown && kind !== RECORD.status) return;
    const name = this.#names.text(message);
    const what =
      kind === RECORD.shown ? `shown: ${c < 0 ? '' : this.#names.text(c)}` : STATUSES[a]!;
    this.#of(node, name).all.push({ what, timeUs, record: index });
  }

  /**
   * The first difference of each phone and message, by time. What was shown within the patience
   * before `untilUs` may still come on the other side; Infinity when both are at their end.
   */
  compare(other: Sightings, patienceUs: number, untilUs: number): readonly Unlike[] {
    const keys = [...new Set([...this.#sights.keys(), ...other.#sights.keys()])];
    return keys
      .flatMap((key) => {
        const mine = this.#sights.get(key);
        const theirs = other.#sights.get(key);
        const { node, message } = (mine ?? theirs)!;
        const unlike = firstUnlike(mine?.all ?? [], theirs?.all ?? [], patienceUs, untilUs);
        return unlike === undefined ? [] : [{ node, message, ...unlike }];
      })
      .toSorted((one, another) => one.timeUs - another.timeUs || one.node - another.node);
  }

  #of(node: number, message: string): Sights {
    const key = `${node} ${message}`;
    const known = this.#sights.get(key);
    if (known !== undefined) return known;
    const fresh: Sights = { node, message, all: [] };
    this.#sights.set(key, fresh);
    return fresh;
  }
}

function firstUnlike(
  mine: readonly Sight[],
  theirs: readonly Sight[],
  patienceUs: number,
  untilUs: number,
): Omit<Unlike, 'node' | 'message'> | undefined {
  for (let place = 0; place < Math.max(mine.length, theirs.length); place++) {
    const before = mine[place] ?? null;
    const after = theirs[place] ?? null;
    const timeUs = Math.min(before?.timeUs ?? Infinity, after?.timeUs ?? Infinity);
    if (before !== null && after !== null) {
      if (before.what !== after.what) return { kind: 'other', timeUs, before, after };
      const apartUs = Math.abs(before.timeUs - after.timeUs);
      if (apartUs > patienceUs) return { kind: 'late', timeUs, before, after };
      continue;
    }
    // It may still come: a difference only when patience is at its end.
    if (timeUs + patienceUs >= untilUs) return undefined;
    return { kind: untilUs === Infinity ? 'missing' : 'late', timeUs, before, after };
  }
  return undefined;
}
