/** A crowd as a density: how many are connected, trying or away, and the wave of attempts in time. */
import { RECORD } from '../../../models/index.ts';
import type { Projection } from '../../playback/index.ts';

export interface CrowdWave {
  /** Connection state of each phone by node number; undefined for other nodes. */
  states: (string | undefined)[];
  counts: Map<string, number>;
  /** Attempts to connect, and successes, in each second of simulated time. */
  attempts: number[];
  opened: number[];
}

const SECOND_US = 1_000_000;

function count(series: number[], timeUs: number): void {
  const second = Math.floor(timeUs / SECOND_US);
  while (series.length <= second) series.push(0);
  series[second]! += 1;
}

export const crowdWave: Projection<CrowdWave> = {
  start: (branch) => {
    const { nodes } = branch.nodes;
    return {
      states: nodes.map(({ kind }) => (kind === 'phone' ? 'disconnected' : undefined)),
      counts: new Map([['disconnected', branch.nodes.ofKind('phone').length]]),
      attempts: [],
      opened: [],
    };
  },
  apply(wave, record, { view }) {
    const before = wave.states[record.node];
    if (record.kind !== RECORD.state || before === undefined) return;
    if (view.names.text(record.a) !== 'connection') return;
    const after = view.names.text(record.c);
    wave.states[record.node] = after;
    wave.counts.set(before, (wave.counts.get(before) ?? 0) - 1);
    wave.counts.set(after, (wave.counts.get(after) ?? 0) + 1);
    if (after === 'connecting') count(wave.attempts, record.timeUs);
    if (after === 'connected') count(wave.opened, record.timeUs);
  },
  copy: (wave) => ({
    states: [...wave.states],
    counts: new Map(wave.counts),
    attempts: [...wave.attempts],
    opened: [...wave.opened],
  }),
};
