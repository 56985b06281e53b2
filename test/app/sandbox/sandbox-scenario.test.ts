/** The sandbox makes scenarios that make sense, whatever is chosen. */
import { describe, expect, test } from 'vitest';
import {
  DEPLOYMENTS,
  FAULT_CHOICES,
  FIRST_SETTINGS,
  sandboxPlan,
  sandboxScenario,
} from '../../../src/app/sandbox/sandbox-scenario.ts';
import { designKnobs, referenceDesign, validateScenario } from '../../../src/scenarios/index.ts';

describe.each(DEPLOYMENTS.map(({ value }) => value))('the deployment %s', (deployment) => {
  test('is a valid scenario with every fault, and with none', () => {
    const all = FAULT_CHOICES.map(({ id }) => id);
    for (const faults of [all, []]) {
      const settings = { ...FIRST_SETTINGS, deployment, faults, faultsMost: 8 };
      const scenario = sandboxScenario(settings, referenceDesign);
      expect(validateScenario(scenario, designKnobs)).toEqual([]);
    }
  });

  test('draws as many messages as were asked for, or none by itself', () => {
    const settings = { ...FIRST_SETTINGS, deployment, messages: 7 };
    const scenario = sandboxScenario(settings, referenceDesign);
    const typed = sandboxPlan(scenario, '1', settings).items.filter(
      ({ action }) => action.do === 'operate' && action.operation.act === 'type',
    );
    expect(typed).toHaveLength(7);
    expect(sandboxPlan(scenario, '1', { ...settings, isDrawn: false }).items).toEqual([]);
  });
});

test('sealed is promised only where something is sealed', () => {
  const settings = { ...FIRST_SETTINGS, deployment: 'push' } as const;
  const checks = (encryption: string) =>
    sandboxScenario(settings, { ...referenceDesign, encryption }).checks;
  expect(checks('pairwise')).toContain('sealed');
  expect(checks('none')).not.toContain('sealed');
});
