/** From what is chosen in the sandbox to a scenario: who is there, who writes, what may go wrong. Pure. */
import type { AnyDesign } from '../../models/index.ts';
import {
  deploy,
  homeScenario,
  planFor,
  scriptedPlan,
  USUAL_NETWORK,
  type CheckName,
  type FaultKind,
  type Plan,
  type Scenario,
} from '../../scenarios/index.ts';

export type DeploymentName = 'home' | 'push' | 'log';

export const DEPLOYMENTS: readonly {
  readonly value: DeploymentName;
  readonly label: string;
  readonly sentence: string;
}[] = [
  {
    value: 'home',
    label: 'Two servers, Redis, Cassandra',
    sentence: 'The deployment of the start page.',
  },
  {
    value: 'push',
    label: 'And pushes and sealing',
    sentence: 'With a notification service, a push provider and a registry of keys.',
  },
  {
    value: 'log',
    label: 'And a log',
    sentence: 'With Kafka before the store, for designs that write there first.',
  },
];

export type FaultId =
  'cut' | 'airplane' | 'background' | 'crash' | 'pause' | 'drop' | 'slow' | 'skew';

interface FaultChoice {
  readonly id: FaultId;
  readonly label: string;
  readonly kind: FaultKind;
}

const SERVERS = ['server-1', 'server-7'];
const PHONES = ['ana', 'ben'];

export const FAULT_CHOICES: readonly FaultChoice[] = [
  {
    id: 'cut',
    label: 'A phone is cut off',
    kind: { fault: 'cut', nodes: PHONES, holdMs: [1000, 12_000] },
  },
  {
    id: 'airplane',
    label: 'Airplane mode',
    kind: { fault: 'airplane', phones: PHONES, holdMs: [1000, 8000] },
  },
  {
    id: 'background',
    label: 'An app in the background',
    kind: { fault: 'background', phones: PHONES, holdMs: [1000, 8000] },
  },
  {
    id: 'crash',
    label: 'A server crashes',
    kind: { fault: 'crash', nodes: SERVERS, holdMs: [1000, 6000] },
  },
  {
    id: 'pause',
    label: 'The store stands still',
    kind: { fault: 'pause', nodes: ['cassandra'], holdMs: [1000, 6000] },
  },
  {
    id: 'drop',
    label: 'A packet is dropped',
    kind: { fault: 'drop', packets: ['deliver', 'deliverAck', 'publishAck'], nth: [1, 4] },
  },
  {
    id: 'slow',
    label: 'A slow link',
    kind: { fault: 'slow', nodes: SERVERS, addMs: [500, 3000], holdMs: [1000, 8000] },
  },
  {
    id: 'skew',
    label: 'A wrong clock',
    kind: { fault: 'skew', nodes: SERVERS, skewMs: [-2000, 2000] },
  },
];

export interface SandboxSettings {
  readonly deployment: DeploymentName;
  /** Messages in one run. */
  readonly messages: number;
  readonly faults: readonly FaultId[];
  readonly faultsMost: number;
  /** People write and faults strike as the seed draws them; else only what is done by hand. */
  readonly isDrawn: boolean;
}

export const FIRST_SETTINGS: SandboxSettings = {
  deployment: 'home',
  messages: 4,
  faults: ['cut', 'airplane', 'crash'],
  faultsMost: 3,
  isDrawn: true,
};

const CHECKS: readonly CheckName[] = [
  'no-acked-loss',
  'shown-once',
  'no-invention',
  'same-order',
  'sender-order',
  'honest-ticks',
  'ticks-forward',
  'eventual-delivery',
  'conservation',
];

export function sandboxScenario(settings: SandboxSettings, design: AnyDesign): Scenario {
  const { deployment, messages, faults, faultsMost } = settings;
  const extra =
    deployment === 'home'
      ? []
      : deployment === 'push'
        ? (['notification-service', 'push-provider', 'key-registry'] as const)
        : (['kafka'] as const);
  const kinds = FAULT_CHOICES.filter(({ id }) => faults.includes(id)).map(({ kind }) => kind);
  const isSealed = deployment === 'push' && design['encryption'] !== 'none';
  return {
    ...homeScenario,
    id: 'sandbox',
    title: 'Sandbox',
    nodes: deploy({
      phones: { ana: 'ios', ben: 'android' },
      servers: SERVERS,
      with: ['redis', ...extra, 'cassandra'],
    }),
    network: USUAL_NETWORK,
    chatter: homeScenario.chatter.map((chatter) => ({
      ...chatter,
      messages: [messages, messages] as const,
    })),
    faults: { ...homeScenario.faults, most: kinds.length === 0 ? 0 : faultsMost, kinds },
    checks: isSealed ? ['sealed', ...CHECKS] : CHECKS,
  };
}

export const sandboxPlan = (
  scenario: Scenario,
  seed: string,
  { isDrawn }: SandboxSettings,
): Plan => (isDrawn ? planFor(scenario, seed) : scriptedPlan(scenario));
