/** A rolling deploy under a crowd: server after server is taken down, started anew, and given time. */
import { deploy, USUAL_NETWORK } from './deployment.ts';
import type { Scenario } from './scenario.ts';

export interface RollingDeploy {
  readonly phones: number;
  readonly servers: number;
  /** What the balancer can let in. */
  readonly loginsPerSecond: number;
  /** How long each server is away. */
  readonly restartMs: number;
  /** From one server's end to the next one's; 0 takes all of them down at once. */
  readonly apartMs: number;
  readonly heartbeatMs: number;
}

/** Our choice: ten servers with a thousand phones each, half a minute apart. */
export const CLASSROOM_DEPLOY: RollingDeploy = {
  phones: 10_000,
  servers: 10,
  loginsPerSecond: 500,
  restartMs: 5000,
  apartMs: 30_000,
  heartbeatMs: 30_000,
};

const CALM_MS = 5000;
const AFTER_MS = 60_000;

/** When the first server goes down: all phones have come in by then. */
export const deployBeginsAtMs = ({ phones, loginsPerSecond }: RollingDeploy): number =>
  Math.ceil((1.1 * 1000 * phones) / loginsPerSecond) + CALM_MS;

export function rollingDeployScenario(rolling: RollingDeploy = CLASSROOM_DEPLOY): Scenario {
  const { phones, servers, loginsPerSecond, restartMs, apartMs, heartbeatMs } = rolling;
  const beginsAtMs = deployBeginsAtMs(rolling);
  const names = Array.from({ length: servers }, (_, nth) => `server-${nth + 1}`);
  const script = names.flatMap((node, nth) => [
    {
      atMs: beginsAtMs + nth * apartMs,
      action: { do: 'crash', node, how: 'process' } as const,
    },
    { atMs: beginsAtMs + nth * apartMs + restartMs, action: { do: 'restart', node } as const },
  ]);
  const durationMs = beginsAtMs + servers * apartMs + restartMs + AFTER_MS;
  return {
    id: 'rolling-deploy',
    title: 'A rolling deploy under a crowd',
    nodes: deploy({
      phones: {},
      servers: names,
      with: ['redis', 'crowd'],
      settings: { crowd: { phones, startsOverMs: beginsAtMs - CALM_MS } },
    }),
    conversations: [],
    network: USUAL_NETWORK,
    script: script.toSorted((one, other) => one.atMs - other.atMs),
    chatter: [],
    faults: { most: 0, fromMs: 0, untilMs: 0, kinds: [] },
    durationMs,
    boundMs: AFTER_MS,
    checks: [],
    design: {
      backoff: 'full',
      backoffBaseMs: 1000,
      backoffCapMs: 60_000,
      loginsPerSecond,
      loginQueueLimit: 2 * loginsPerSecond,
      healthCheckMs: 2000,
      heartbeatMs,
    },
  };
}
