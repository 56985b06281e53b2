/** The names of all measures that a run can have, so that a lesson can be told of a misspelt one. */
import { createMeasures, MEDIA_MEASURES, METER_MEASURES } from '../measures/index.ts';
import { LOSSES, topologyOf } from '../models/index.ts';
import { PACKET_TYPES } from '../scenarios/index.ts';

const LATENCIES = ['shown', 'firstTick', 'secondTick', 'blueTicks'];
const PERCENTILES = ['P50Ms', 'P95Ms', 'P99Ms'];

/** Names, dotted ones included; queue depths are named after nodes and are left out. */
export function measureNames(): readonly string[] {
  const counts = createMeasures({ topology: topologyOf([], []), names: { text: () => '' } });
  const latencies = LATENCIES.flatMap((name) => PERCENTILES.map((end) => name + end));
  const packets = PACKET_TYPES.map((type) => `packetsSent.${type}`);
  const losses = LOSSES.map((reason) => `packetsLost.${reason}`);
  const own = [...METER_MEASURES, ...MEDIA_MEASURES];
  return [...Object.keys(counts.summary()), ...latencies, ...own, ...packets, ...losses];
}
