/** A dispute: two designs for one question, and the promise that tells them apart. Plain data. */
import type { AnyDesign } from '../../models/index.ts';
import type { CheckName } from '../check-names.ts';
import { deploy, USUAL_NETWORK, type Deployment } from '../deployment.ts';
import type { Scenario } from '../scenario.ts';

/** A place where sources contradict each other, or their own code. */
export interface Dispute {
  /** Its number in our list of disputes. */
  readonly number: number;
  /** The claim, as one side makes it. */
  readonly claim: string;
  readonly scenario: Scenario;
  /** What that side builds, on top of the scenario's design; and what we would build. */
  readonly flaw: AnyDesign;
  readonly repair: AnyDesign;
  /** The checks that the flaw breaks; the first is the one that the dispute is about. */
  readonly breaks: readonly CheckName[];
}

/** Clocks that fit a run of a minute. */
const BRISK: AnyDesign = {
  heartbeatMs: 5000,
  pongTimeoutMs: 2000,
  idleTimeoutMs: 15_000,
  mapTtlMs: 15_000,
  retryMs: 3000,
  relayMs: 4000,
  healthCheckMs: 5000,
};

/** What a scenario of two phones says beside the frame that all of them share. */
type Particulars = Pick<Scenario, 'id' | 'title'> &
  Partial<Omit<Scenario, 'id' | 'title' | 'nodes' | 'conversations'>> & {
    readonly with?: Deployment['with'];
    readonly service?: Deployment['service'];
  };

/**
 * Ana and Ben, each at a server of their own. Faults strike from 2 to 18 s and are healed by 26 s at
 * the latest, messages are due 25 s later, and the run ends after 55 s.
 */
export function betweenTwo(particulars: Particulars): Scenario {
  const { with: stores = ['redis', 'cassandra'], service, design, ...rest } = particulars;
  return {
    nodes: deploy({
      phones: { ana: 'ios', ben: 'android' },
      servers: ['server-1', 'server-7'],
      with: stores,
      ...(service === undefined ? {} : { service }),
    }),
    conversations: [{ name: 'ana-ben', members: ['ana', 'ben'] }],
    network: USUAL_NETWORK,
    script: [],
    chatter: [
      {
        conversation: 'ana-ben',
        phones: ['ana', 'ben'],
        messages: [2, 6],
        fromMs: 2000,
        untilMs: 18_000,
      },
    ],
    faults: { most: 0, fromMs: 0, untilMs: 0, kinds: [] },
    durationMs: 55_000,
    boundMs: 25_000,
    checks: [
      'no-acked-loss',
      'shown-once',
      'no-invention',
      'sender-order',
      'honest-ticks',
      'ticks-forward',
      'eventual-delivery',
      'conservation',
    ],
    ...rest,
    design: { ...BRISK, ...design },
  };
}
