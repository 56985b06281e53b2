/** Runs to play with: the home scenario with Ana's question, as the first page sends it. */
import { designFor, homeScenario } from '../../../src/scenarios/index.ts';
import type { Action, PlanItem } from '../../../src/scenarios/index.ts';
import type { RunOrder } from '../../../src/app/engine/index.ts';

export const typing = (phone: string, text: string): Action => ({
  do: 'operate',
  phone,
  operation: { act: 'type', conversation: 'ana-ben', text },
});

const item = (atMs: number, action: Action): PlanItem => ({
  id: `plan/${atMs}`,
  atUs: atMs * 1000,
  action,
});

/** Ana asks at 2 s; Ben answers at 6 s. */
export function homeOrder(seed = 'seed/1', durationMs = 30_000): RunOrder {
  const faults = { most: 0, fromMs: 0, untilMs: 0, kinds: [] };
  const scenario = { ...homeScenario, faults, durationMs, boundMs: 9000 };
  const items = [item(2000, typing('ana', 'Meet at six?')), item(6000, typing('ben', 'Yes'))];
  return { scenario, design: designFor(scenario), seed, plan: { items }, edits: [] };
}
