/** What leaves the timing wheel: full copies of it, and its pending events one by one. */
import type { TimeUs } from './time.ts';

/** A full copy of a wheel: plain data, may be posted to another thread, restored many times. */
export interface WheelImage {
  readonly records: Int32Array;
  readonly causes: Int32Array;
  readonly ends: Int32Array;
  readonly bits: Int32Array;
  readonly reference: readonly [number, number];
  readonly firstFree: number;
  readonly size: number;
  readonly nowUs: TimeUs;
  /** kind, entity, a, b, cause and handle of the last event taken. */
  readonly taken: readonly [number, number, number, number, number, number];
  /** What this image costs in memory. */
  readonly bytes: number;
}

/** Is shown one pending event. */
export type PendingVisitor = (
  timeUs: TimeUs,
  kind: number,
  entity: number,
  a: number,
  b: number,
  cause: number,
  handle: number,
) => void;
