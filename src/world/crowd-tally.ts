/** What a crowd counts between two records: events of the stretch, and where the members are. */
import { CROWD_COUNTS, type CrowdCount } from '../models/index.ts';

const NUMBER = Object.fromEntries(CROWD_COUNTS.map((what, index) => [what, index])) as Readonly<
  Record<CrowdCount, number>
>;
/** From here on counts are levels: they stand until they change. */
const FIRST_LEVEL = NUMBER.connected;

export class CrowdTally {
  readonly counts = new Int32Array(CROWD_COUNTS.length);
  /** Levels as they were last told. */
  readonly told = new Int32Array(CROWD_COUNTS.length);

  add(what: CrowdCount, by = 1): void {
    const at = NUMBER[what];
    this.counts[at] = (this.counts[at] as number) + by;
  }

  of(what: CrowdCount): number {
    return this.counts[NUMBER[what]] as number;
  }

  /** Tells what happened in the stretch and which levels moved; the stretch begins anew. */
  flush(tell: (what: CrowdCount, count: number) => void): void {
    CROWD_COUNTS.forEach((what, at) => {
      const count = this.counts[at] as number;
      const before = this.told[at] as number;
      if (count === before) return;
      tell(what, count);
      if (at < FIRST_LEVEL) this.counts[at] = 0;
      else this.told[at] = count;
    });
  }

  save(): { readonly counts: Int32Array; readonly told: Int32Array } {
    return { counts: this.counts.slice(), told: this.told.slice() };
  }

  restore(image: { readonly counts: Int32Array; readonly told: Int32Array }): void {
    this.counts.set(image.counts);
    this.told.set(image.told);
  }
}
