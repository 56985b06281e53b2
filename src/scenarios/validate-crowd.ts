/** Whether the crowds of a scenario fit into the memory and the events that a run may take. */
import { CROWD_PHONES_MAX, type NodeSpec } from '../models/index.ts';
import type { ProblemList, ProblemPath } from './problem.ts';
import type { Scenario } from './scenario.ts';

/** Columns of a member and the events that wait for it: measured by `npm run bench -- --only storm`. */
const BYTES_A_PHONE = 110;
const MEMORY_BYTES_MAX = 512 * 1024 * 1024;
/** A heartbeat is three events: the timer, the ping, the answer. */
const EVENTS_A_HEARTBEAT = 3;
/** A login, an outage and the way back by the worst backoff: our choice. */
const EVENTS_A_STORM = 60;
/** At about a million events a second: five minutes. */
const EVENTS_MAX = 300_000_000;

/** Adds a sentence for each crowd that is no crowd, and one when all of them are too much. */
export function checkCrowds(list: ProblemList, scenario: Scenario): void {
  let phones = 0;
  scenario.nodes.forEach((node, place) => {
    if (node.kind !== 'crowd') return;
    const path = ['nodes', place, 'settings'];
    if (checkCrowd(list, path, node)) phones += Number(node.settings['phones']);
  });
  if (phones > 0) checkBudget(list, scenario, phones);
}

function checkCrowd(list: ProblemList, path: ProblemPath, { settings }: NodeSpec): boolean {
  const { phones, startsOverMs = 0, stretchMs = 1000 } = settings;
  list.atLeast([...path, 'startsOverMs'], Number(startsOverMs), 0, 'span in ms');
  list.atLeast([...path, 'stretchMs'], Number(stretchMs), 1, 'stretch in ms');
  const count = Number(phones);
  if (count >= 0 && count <= CROWD_PHONES_MAX && Math.floor(count) === count) return true;
  list.add(
    [...path, 'phones'],
    `a crowd of ${phones ?? 'no'} phones: expected a whole number from 0 to ${CROWD_PHONES_MAX}`,
  );
  return false;
}

function checkBudget(list: ProblemList, scenario: Scenario, phones: number): void {
  const bytes = phones * BYTES_A_PHONE;
  if (bytes > MEMORY_BYTES_MAX) {
    list.add(
      ['nodes'],
      `${phones} phones in crowds would take about ${inMiB(bytes)} MiB; a run may take ` +
        `${inMiB(MEMORY_BYTES_MAX)}: use fewer`,
    );
  }
  const heartbeatMs = Number(scenario.design['heartbeatMs'] ?? scenario.durationMs);
  const heartbeats = scenario.durationMs / Math.max(1, heartbeatMs);
  const events = Math.ceil(phones * (EVENTS_A_STORM + EVENTS_A_HEARTBEAT * heartbeats));
  if (events <= EVENTS_MAX) return;
  list.add(
    ['durationMs'],
    `${phones} phones for ${scenario.durationMs} ms would make about ${events} events; a run may ` +
      `make ${EVENTS_MAX}: use fewer phones, a shorter run or a longer heartbeat`,
  );
}

const inMiB = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);
