/**
 * Checkpoints of a run, to go back in time without starting again. Old ones are thinned first:
 * the further back, the wider apart they may lie, since a longer way was gone since.
 */
import type { TimeUs } from './time.ts';

/** The state after the event with number `ordinal`. */
export interface Checkpoint<Image> {
  readonly ordinal: number;
  readonly timeUs: TimeUs;
  /** What the image costs in memory. */
  readonly bytes: number;
  readonly image: Image;
}

export interface CheckpointLimits {
  /** How much work may lie between two checkpoints, in the caller's unit (say, events). */
  spacingCost: number;
  /** What all images together may take; only the first is kept above it. */
  maxBytes: number;
}

export class Checkpoints<Image> {
  readonly limits: Readonly<CheckpointLimits>;
  /** Memory of all images held. */
  bytes = 0;
  /** In order of ordinal. */
  private held: Checkpoint<Image>[] = [];

  /** @throws RangeError unless both limits are above 0. */
  constructor(limits: CheckpointLimits) {
    if (!(limits.spacingCost > 0 && limits.maxBytes > 0)) {
      throw new RangeError(`checkpoints need limits above 0, not ${JSON.stringify(limits)}`);
    }
    this.limits = limits;
  }

  get count(): number {
    return this.held.length;
  }

  /** The ordinals held, ascending. */
  ordinals(): number[] {
    return this.held.map((checkpoint) => checkpoint.ordinal);
  }

  /** True when enough work was done since the last checkpoint (or restore) to make another. */
  isDue(costSinceLast: number): boolean {
    return costSinceLast >= this.limits.spacingCost;
  }

  /**
   * Keeps a checkpoint, in the place of one with the same ordinal, and thins the others until
   * all fit. The first is always kept; the new one goes too if it alone is too large.
   * @throws RangeError when ordinal, time or size is not a whole number of 0 or more, or when
   * the time does not fit between those of its neighbours.
   */
  add(checkpoint: Checkpoint<Image>): void {
    const { ordinal, timeUs, bytes } = checkpoint;
    for (const value of [ordinal, timeUs, bytes]) {
      if (!(Number.isSafeInteger(value) && value >= 0)) throw badCheckpoint(checkpoint);
    }
    const at = this.countUpTo(ordinal);
    const replaced = this.held[at - 1]?.ordinal === ordinal;
    const start = replaced ? at - 1 : at;
    const before = this.held[start - 1];
    const after = this.held[at];
    if (before !== undefined && before.timeUs > timeUs) throw badCheckpoint(checkpoint);
    if (after !== undefined && after.timeUs < timeUs) throw badCheckpoint(checkpoint);
    const [old] = this.held.splice(start, replaced ? 1 : 0, checkpoint);
    this.bytes += bytes - (old?.bytes ?? 0);
    while (this.bytes > this.limits.maxBytes && this.held.length > 1) this.removeLeastUseful();
  }

  /** The last checkpoint at or before an event, or undefined. */
  nearestBefore(ordinal: number): Checkpoint<Image> | undefined {
    return this.held[this.countUpTo(ordinal) - 1];
  }

  /** The last checkpoint whose time is at or before this, or undefined. */
  nearestBeforeTime(timeUs: TimeUs): Checkpoint<Image> | undefined {
    return this.held.findLast((checkpoint) => checkpoint.timeUs <= timeUs);
  }

  /** Forgets the checkpoints after an event: an edit there has made another future. */
  dropAfter(ordinal: number): void {
    for (const dropped of this.held.splice(this.countUpTo(ordinal))) this.bytes -= dropped.bytes;
  }

  /**
   * Removes the checkpoint that is missed least: the one whose absence leaves the smallest gap
   * for its age. Repeated, this leaves gaps that grow in proportion to age.
   */
  private removeLeastUseful(): void {
    const newest = this.held[this.held.length - 1]!.ordinal;
    let victim = this.held.length - 1;
    let least = Infinity;
    for (let i = 1; i < this.held.length - 1; i += 1) {
      const gap = this.held[i + 1]!.ordinal - this.held[i - 1]!.ordinal;
      const gapForAge = gap / (newest - this.held[i]!.ordinal);
      if (gapForAge < least) {
        least = gapForAge;
        victim = i;
      }
    }
    const [removed] = this.held.splice(victim, 1);
    this.bytes -= removed!.bytes;
  }

  /** How many checkpoints have this ordinal or a smaller one. */
  private countUpTo(ordinal: number): number {
    let low = 0;
    let high = this.held.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.held[middle]!.ordinal <= ordinal) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function badCheckpoint(checkpoint: Checkpoint<unknown>): RangeError {
  const { ordinal, timeUs, bytes } = checkpoint;
  const came = `ordinal ${ordinal}, time ${timeUs}, ${bytes} bytes`;
  return new RangeError(`not a checkpoint of this run: ${came} (whole numbers, in order of time)`);
}
