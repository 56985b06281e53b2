/** The scenarios that every copy of this page has, so that a link need not carry them. */
import {
  fanOutScenario,
  homeScenario,
  partitionScenario,
  photosScenario,
  stormScenario,
  type Scenario,
} from '../../scenarios/index.ts';
import { scenarioHash } from './scenario-hash.ts';

type Make = () => Scenario;

const known: ReadonlyMap<string, Make> = new Map([
  ['home', () => homeScenario],
  ['partition', () => partitionScenario],
  ['photos', () => photosScenario],
  ['storm', () => stormScenario()],
  ['fan-out', () => fanOutScenario()],
]);

/** The scenario with this id, if it is still exactly the one that was meant. */
export function knownScenario(id: string, hash: string): Scenario | undefined {
  const scenario = known.get(id)?.();
  return scenario !== undefined && scenarioHash(scenario) === hash ? scenario : undefined;
}
