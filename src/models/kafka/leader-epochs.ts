/** Where each leader's records begin in a log (KIP-101): two replicas find by it where they part. */

export interface EpochStart {
  readonly epoch: number;
  readonly offset: number;
}

export interface EpochEnd {
  /** The latest epoch of the log that is not above the one asked for; -1 when there is none. */
  readonly epoch: number;
  /** One past its last record. */
  readonly endOffset: number;
}

export const latestEpoch = (epochs: readonly EpochStart[]): number => epochs.at(-1)?.epoch ?? -1;

/** The first record of an epoch is about to be written. */
export function noteEpoch(epochs: EpochStart[], epoch: number, offset: number): void {
  if (epoch <= latestEpoch(epochs)) return;
  // An epoch in which nothing was written leaves no trace.
  while ((epochs.at(-1)?.offset ?? -1) >= offset) epochs.pop();
  epochs.push({ epoch, offset });
}

export function endOfEpoch(
  epochs: readonly EpochStart[],
  epoch: number,
  logEndOffset: number,
): EpochEnd {
  if (epoch === latestEpoch(epochs)) return { epoch, endOffset: logEndOffset };
  const above = epochs.findIndex((each) => each.epoch > epoch);
  if (above < 0) return { epoch: -1, endOffset: -1 };
  const endOffset = epochs[above]!.offset;
  return { epoch: epochs[above - 1]?.epoch ?? epoch, endOffset };
}

/** The log was cut back to this offset. */
export function cutEpochs(epochs: EpochStart[], offset: number): void {
  while ((epochs.at(-1)?.offset ?? -1) >= offset) epochs.pop();
}
