/** All numbers of a run, folded from its records beside the simulation or after it. */
import type { TraceRecord } from '../kernel/index.ts';
import type { Topology } from '../models/index.ts';
import { MediaMeasures } from './media-measures.ts';
import { MessageMeasures } from './message-measures.ts';
import type { ReadNames } from './node-words.ts';
import { PresenceMeasures } from './presence-measures.ts';
import type { Series } from './series.ts';
import { WireMeasures } from './wire-measures.ts';

export interface Measures {
  step(record: TraceRecord): void;
  /**
   * Counts and latencies by name, units last: `shownP95Ms`, `packetsLost.cut`,
   * `queueDepthMax.server-1`. A latency is left out where nothing was measured.
   */
  summary(): Record<string, number>;
  /** The names that `series` knows by now. */
  seriesNames(): readonly string[];
  /** A value over time, for a chart; undefined for an unknown name. */
  series(name: string): Series | undefined;
}

export function createMeasures(context: {
  readonly topology: Topology;
  readonly names: ReadNames;
}): Measures {
  const messages = new MessageMeasures();
  const wire = new WireMeasures(context.topology, context.names);
  const media = new MediaMeasures();
  const presence = new PresenceMeasures(context.topology, context.names);
  return {
    step(record) {
      messages.step(record);
      wire.step(record);
      media.step(record);
      presence.step(record);
    },
    summary: () => ({
      ...messages.summary(),
      ...wire.summary(),
      ...media.summary(),
      ...presence.summary(),
    }),
    seriesNames: () => wire.series().map(({ name }) => name),
    series: (name) => wire.series().find((series) => series.name === name),
  };
}
