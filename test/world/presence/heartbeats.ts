/** Users who do nothing but send heartbeats over a lossy network, and how often they count as offline. */
import { RECORD } from '../../../src/models/index.ts';
import { createMeasures } from '../../../src/measures/index.ts';
import { deploy, designFor, scriptedPlan, type Scenario } from '../../../src/scenarios/index.ts';
import { Run } from '../../../src/world/index.ts';

export const HEARTBEAT_S = 30;
/** The mean of what a packet takes on top of its floor: it decides which of two beats comes late. */
const JITTER_MS = 100;
const HOUR_MS = 3_600_000;

export interface Crowd {
  readonly ttlS: number;
  readonly loss: number;
  readonly users: number;
  readonly hours: number;
}

/**
 * One server, one Redis. Phones that wait long for a pong do not reconnect, so that a lost heartbeat
 * is all that happens; and the server closes no silent socket.
 */
function scenarioOf({ users, ttlS, loss, hours }: Crowd): Scenario {
  const names = Array.from({ length: users }, (_, nth) => [`user-${nth + 1}`, 'android'] as const);
  const steady = { floorMs: 1, jitterMs: 0, loss: 0 };
  return {
    id: 'heartbeats',
    title: 'Heartbeats over a lossy network',
    nodes: deploy({
      phones: Object.fromEntries(names),
      servers: ['server-1'],
      with: ['redis', 'cassandra'],
    }),
    conversations: [],
    network: {
      mobile: { floorMs: 30, jitterMs: JITTER_MS, loss },
      datacentre: steady,
      push: steady,
    },
    script: [],
    chatter: [],
    faults: { most: 0, fromMs: 0, untilMs: 0, kinds: [] },
    durationMs: hours * HOUR_MS,
    boundMs: 1000,
    checks: [],
    design: {
      presence: 'heartbeat',
      presenceTtlMs: ttlS * 1000,
      heartbeatMs: HEARTBEAT_S * 1000,
      lastSeen: 'inKey',
      pongTimeoutMs: 600_000,
      idleTimeoutMs: HOUR_MS,
      routing: 'none',
      dedup: 'none',
    },
  };
}

/** How often, in one run, somebody who was connected all along counted as offline. */
export function falseOfflines(crowd: Crowd, seed: string): number {
  const scenario = scenarioOf(crowd);
  const run = new Run({
    scenario,
    design: designFor(scenario),
    seed,
    plan: scriptedPlan(scenario),
    edits: [],
  });
  run.finish();
  if (run.status !== 'finished') throw new Error(`the run is ${run.status}`);
  const { topology, trace } = run;
  const measures = createMeasures({ topology, names: trace.names });
  for (let index = 0; index < trace.length; index += 1) {
    const record = trace.readRecord(index);
    const { kind } = record;
    const counts = [RECORD.expired, RECORD.connected, RECORD.disconnected] as readonly number[];
    if (counts.includes(kind)) measures.step(record);
  }
  return measures.summary()['falseOfflines'] ?? 0;
}

/** Runs under the seeds `${name}/1`, `${name}/2`, ...: false offlines per user-hour in each. */
export function replicate(name: string, crowd: Crowd, runs: number): number[] {
  const userHours = crowd.users * crowd.hours;
  return Array.from(
    { length: runs },
    (_, nth) => falseOfflines(crowd, `${name}/${nth + 1}`) / userHours,
  );
}

/**
 * The closed form. Of the beats that arrive, each is followed by k lost ones with chance (1-p) p^k,
 * and by the next one (k+1) T later, give or take the difference of two jitters. The key has run out
 * by then where that is more than the TTL; where it is the TTL itself, half of the time, less the
 * chance that both fall into one millisecond, for in that one the key still lives.
 */
export function expectedPerUserHour(ttlS: number, loss: number): number {
  const beats = (3600 / HEARTBEAT_S) * (1 - loss);
  // The difference of two exponential jitters of mean m, both cut to whole ms, is 0 with this chance.
  const sameMs = Math.tanh(1 / (2 * JITTER_MS));
  const edge = ttlS / HEARTBEAT_S - 1;
  const isOnEdge = Number.isInteger(edge);
  const sureLosses = isOnEdge ? edge + 1 : Math.ceil(edge);
  const late = isOnEdge ? (1 - loss) * loss ** edge * ((1 - sameMs) / 2) : 0;
  return beats * (late + loss ** sureLosses);
}
