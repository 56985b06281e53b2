/** Whether brokers can do what a design asks: so many replicas, so many in sync, such a producer. */
import { components, topologyOf, type AnyDesign, type KnobTable } from '../models/index.ts';
import type { ProblemList } from './problem.ts';
import type { Scenario } from './scenario.ts';

interface Impossible {
  readonly key: string;
  /** A sentence: what could never be, and what to do. */
  readonly message: string;
}

/** What of a whole design no cluster of so many brokers could do; [] where there is no broker. */
export function impossibleAtBrokers({ nodes }: Scenario, design: AnyDesign): readonly Impossible[] {
  const brokers = nodes.filter(
    ({ kind, settings }) => kind === 'kafka' && settings['role'] !== 'controller',
  ).length;
  if (brokers === 0) return [];
  return [...tooManyReplicas(brokers, design), ...badProducer(design)];
}

function tooManyReplicas(brokers: number, design: AnyDesign): readonly Impossible[] {
  const replicas = Number(design['replicas'] ?? 1);
  const least = Number(design['minInSyncReplicas'] ?? 1);
  if (replicas > brokers) {
    const there = brokers === 1 ? 'one Kafka broker' : `${brokers} Kafka brokers`;
    const message = `${replicas} replicas need ${replicas} brokers, and this scenario has ${there} (INVALID_REPLICATION_FACTOR): deploy more, or set replicas to ${brokers} or less`;
    return [{ key: 'replicas', message }];
  }
  if (least <= replicas) return [];
  const kept = replicas === 1 ? 'one replica is' : `${replicas} replicas are`;
  const message = `acks=all would wait for ${least} replicas in sync, and only ${kept} kept (replicas): it could never be met; set minInSyncReplicas to ${replicas} or less`;
  return [{ key: 'minInSyncReplicas', message }];
}

/** What Kafka's producer throws as a ConfigException when it is made. */
function badProducer(design: AnyDesign): readonly Impossible[] {
  if (design['idempotence'] !== 'on') return [];
  const key = 'idempotence';
  if (design['acks'] !== 'all') {
    const message = `an idempotent producer must know what all replicas in sync have: set acks to all, not ${String(design['acks'])} (ConfigException)`;
    return [{ key, message }];
  }
  if (Number(design['produceRetries'] ?? 0) > 0) return [];
  const message =
    'an idempotent producer that never tries again has nothing to recognise: set produceRetries above 0 (ConfigException)';
  return [{ key, message }];
}

export function checkBrokers(list: ProblemList, scenario: Scenario, knobs: KnobTable): void {
  const initial = Object.entries(knobs).map(([key, knob]) => [key, knob.initial]);
  const design = { ...Object.fromEntries(initial), ...scenario.design };
  for (const { key, message } of impossibleAtBrokers(scenario, design)) {
    list.add(['design', key], message);
  }
  checkSettings(list, scenario);
}

/** The model itself says which settings no broker could start with. */
function checkSettings(list: ProblemList, { nodes }: Scenario): void {
  const brokers = nodes.filter(({ kind }) => kind === 'kafka');
  const topology = topologyOf(brokers, []);
  for (const node of brokers) {
    try {
      components.kafka.createStore(node, topology);
    } catch (error) {
      list.add(['nodes', nodes.indexOf(node), 'settings'], (error as Error).message);
    }
  }
}
