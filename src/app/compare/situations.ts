/** Where two designs can be set side by side: the disputes, the start page, the capstone. */
import type { AnyDesign } from '../../models/index.ts';
import {
  capstoneScenario,
  capstoneStart,
  designFor,
  designKnobs,
  disputes,
  homeScenario,
  referenceDesign,
  type Scenario,
} from '../../scenarios/index.ts';

export interface Situation {
  readonly id: string;
  readonly label: string;
  readonly claim: string;
  readonly scenario: Scenario;
  readonly before: AnyDesign;
  readonly after: AnyDesign;
  /** The knobs that are in dispute. */
  readonly knobs: readonly string[];
}

const home: Situation = {
  id: 'home',
  label: 'The start page: two ticks on a push',
  claim: 'Two ticks when the push call has returned, or when the other phone has said so.',
  scenario: homeScenario,
  before: designFor(homeScenario),
  after: designFor(homeScenario, { receiptEvidence: 'deviceAck' }),
  knobs: ['receiptEvidence'],
};

const capstone: Situation = {
  id: 'capstone',
  label: 'The capstone: an interview answer and the reference',
  claim: 'Nine knobs as an interview answer often has them, and as the reference has them.',
  scenario: capstoneScenario,
  before: designFor(capstoneScenario, capstoneStart),
  after: designFor(capstoneScenario),
  knobs: Object.keys(capstoneStart),
};

export const SITUATIONS: readonly Situation[] = [
  home,
  // Two disputes may share a scenario: the knob tells them apart.
  ...disputes.map(({ number, scenario, claim, flaw, repair }): Situation => ({
    id: `${scenario.id}-${number}`,
    label: `${scenario.title}: ${labelsOf(flaw)}`,
    claim,
    scenario,
    before: designFor(scenario, flaw),
    after: designFor(scenario, { ...pick(referenceDesign, Object.keys(flaw)), ...repair }),
    knobs: [...new Set([...Object.keys(flaw), ...Object.keys(repair)])],
  })),
  capstone,
];

function labelsOf(flaw: AnyDesign): string {
  return Object.keys(flaw)
    .flatMap((key) => designKnobs[key]?.label.toLowerCase() ?? [])
    .join(', ');
}

function pick(design: AnyDesign, keys: readonly string[]): AnyDesign {
  return Object.fromEntries(keys.map((key) => [key, design[key]!]));
}
