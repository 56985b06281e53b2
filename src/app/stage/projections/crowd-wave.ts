/** A crowd as a density: how many are connected, trying or away, and the wave of attempts in time. */
import { RECORD } from '../../../models/index.ts';
import type { Projection } from '../../playback/index.ts';

export interface CrowdWave {
  /** Connection state of each phone, by node number. */
  states: Map<number, string>;
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
    const phones = branch.nodes.ofKind('phone');
    return {
      states: new Map(phones.map((phone) => [phone, 'disconnected'])),
      counts: new Map([['disconnected', phones.length]]),
      attempts: [],
      opened: [],
    };
  },
  apply(wave, record, { view }) {
    if (record.kind !== RECORD.state || !wave.states.has(record.node)) return;
    if (view.names.text(record.a) !== 'connection') return;
    const before = wave.states.get(record.node)!;
    const after = view.names.text(record.c);
    wave.states.set(record.node, after);
    wave.counts.set(before, (wave.counts.get(before) ?? 0) - 1);
    wave.counts.set(after, (wave.counts.get(after) ?? 0) + 1);
    if (after === 'connecting') count(wave.attempts, record.timeUs);
    if (after === 'connected') count(wave.opened, record.timeUs);
  },
  copy: (wave) => ({
    states: new Map(wave.states),
    counts: new Map(wave.counts),
    attempts: [...wave.attempts],
    opened: [...wave.opened],
  }),
};
