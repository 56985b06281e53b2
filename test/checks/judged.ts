/** Runs one check over a log written in short lines, in the scenario of Ana and Ben. */
import { checkContextOf, createCheck, type Verdict } from '../../src/checks/index.ts';
import type { AnyDesign } from '../../src/models/index.ts';
import type { Action, CheckName, Scenario } from '../../src/scenarios/index.ts';
import { TWO_USERS } from '../scenarios/two-users.ts';
import { recordLog } from './record-log.ts';

export interface Case {
  readonly log: string;
  /** What was done to the world; [milliseconds, action]. */
  readonly plan?: readonly (readonly [number, Action])[];
  readonly design?: AnyDesign;
  readonly scenario?: Partial<Scenario>;
}

/** `holds`, `not proved: because` or `broken at N: because`. */
export function verdictOf(name: CheckName, { log, plan = [], design = {}, ...rest }: Case): string {
  const scenario = { ...TWO_USERS, ...rest.scenario };
  const { records, trace, topology } = recordLog(log, scenario);
  const items = plan.map(([atMs, action], place) => ({
    id: `item/${place}`,
    atUs: atMs * 1000,
    action,
  }));
  const input = { scenario, design, plan: { items }, edits: [] };
  const check = createCheck(name, checkContextOf(input, topology, trace.names));
  for (const record of records) check.step(record);
  return inWords(check.verdict());
}

function inWords(verdict: Verdict): string {
  if (verdict.verdict === 'holds') return 'holds';
  if (verdict.verdict === 'not proved') return `not proved: ${verdict.because}`;
  return `broken at ${verdict.record}: ${verdict.because}`;
}
