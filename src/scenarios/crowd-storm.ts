/** A reconnect storm of a crowd: a server dies under a million phones, and all of them come back. */
import { deploy } from './deployment.ts';
import type { LinkSpec, Scenario } from './scenario.ts';

/** How a crowd's storm is drawn. */
export interface CrowdStorm {
  readonly phones: number;
  /** What the balancer can let in. */
  readonly loginsPerSecond: number;
  /** How long the server is away. */
  readonly outageMs: number;
  /** How long the run goes on once it is back. */
  readonly afterMs: number;
  readonly mobile: LinkSpec;
}

const INSTANT: LinkSpec = { floorMs: 0, jitterMs: 0, loss: 0 };

/** Our choice: two seconds to settle before the server dies. */
const CALM_MS = 2000;

/** 20,000 phones, 1,000 logins a second, twenty seconds away, and packets that take no time. */
export const CLASSROOM_STORM: CrowdStorm = {
  phones: 20_000,
  loginsPerSecond: 1000,
  outageMs: 20_000,
  afterMs: 600_000,
  mobile: INSTANT,
};

/** When the server of this storm dies: all phones have come in, a little slower than they may. */
export const crashAtMs = ({ phones, loginsPerSecond }: CrowdStorm): number =>
  Math.ceil((1.1 * 1000 * phones) / loginsPerSecond) + CALM_MS;

/** The scenario of a storm. Zero phones make a quiet run. */
export function crowdStormScenario(storm: CrowdStorm = CLASSROOM_STORM): Scenario {
  const { phones, loginsPerSecond, outageMs, afterMs, mobile } = storm;
  const diesAtMs = crashAtMs(storm);
  const nodes = deploy({
    phones: {},
    servers: ['server-1'],
    with: ['redis', 'crowd'],
    settings: { crowd: { phones, startsOverMs: diesAtMs - CALM_MS } },
  });
  return {
    id: 'crowd-storm',
    title: 'A reconnect storm of a crowd',
    nodes,
    conversations: [],
    network: { mobile, datacentre: INSTANT, push: INSTANT },
    script: [
      { atMs: diesAtMs, action: { do: 'crash', node: 'server-1', how: 'process' } },
      { atMs: diesAtMs + outageMs, action: { do: 'restart', node: 'server-1' } },
    ],
    chatter: [],
    faults: { most: 0, fromMs: 0, untilMs: 0, kinds: [] },
    durationMs: diesAtMs + outageMs + afterMs,
    boundMs: afterMs,
    checks: [],
    design: {
      backoff: 'exponential',
      backoffBaseMs: 1000,
      backoffCapMs: 60_000,
      loginsPerSecond,
      loginQueueLimit: loginsPerSecond,
      healthCheckMs: 100,
      heartbeatMs: 1_800_000,
    },
  };
}
