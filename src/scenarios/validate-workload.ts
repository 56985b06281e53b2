/** Whether a scenario's script, chatter and fault envelope fit its topology and its duration. */
import { PACKET_TYPES } from './packet-types.ts';
import type { ProblemList, ProblemPath } from './problem.ts';
import type { FaultKind, Scenario } from './scenario.ts';
import {
  checkAction,
  checkTalker,
  type ActionContext,
  type KnownNames,
} from './validate-action.ts';

export function checkScript(list: ProblemList, context: ActionContext): void {
  const { durationMs, script } = context.scenario;
  script.forEach(({ atMs, action }, place) => {
    const path = ['script', place];
    if (!(atMs >= 0 && atMs <= durationMs)) {
      list.add([...path, 'atMs'], `${atMs} ms lies outside the run: expected 0 to ${durationMs}`);
    }
    checkAction(list, [...path, 'action'], action, context);
  });
}

export function checkChatter(list: ProblemList, context: ActionContext): void {
  context.scenario.chatter.forEach((chatter, place) => {
    const path = ['chatter', place];
    const { conversation, phones } = chatter;
    checkWindow(list, path, chatter, context.scenario);
    list.range([...path, 'messages'], chatter.messages, 0);
    if (phones.length === 0) list.add([...path, 'phones'], 'nobody is there to type: name a phone');
    phones.forEach((phone, nth) => {
      const at = [...path, 'phones', nth];
      if (!list.oneOf(at, 'phone', phone, context.known.phones)) return;
      checkTalker(list, [...path, 'conversation'], { phone, conversation }, context);
    });
  });
}

export function checkFaults(list: ProblemList, { scenario, known }: ActionContext): void {
  const { faults } = scenario;
  list.whole(['faults', 'most'], faults.most, 0);
  checkWindow(list, ['faults'], faults, scenario);
  if (faults.most > 0 && faults.kinds.length === 0) {
    list.add(['faults', 'kinds'], `up to ${faults.most} faults, but no kind is allowed: name one`);
  }
  faults.kinds.forEach((kind, place) => checkKind(list, ['faults', 'kinds', place], kind, known));
  checkTimeToHeal(list, scenario);
}

/** A bound that can never pass would leave eventual-delivery unproved on every seed. */
function checkTimeToHeal(list: ProblemList, scenario: Scenario): void {
  const { faults, boundMs, durationMs, checks } = scenario;
  if (faults.most === 0 || !checks.includes('eventual-delivery')) return;
  const holds = faults.kinds.map((kind) => ('holdMs' in kind ? (kind.holdMs[1] ?? 0) : 0));
  const healedMs = faults.untilMs + Math.max(0, ...holds);
  if (!(healedMs + boundMs > durationMs)) return;
  list.add(
    ['durationMs'],
    `faults may last until ${healedMs} ms and the bound is ${boundMs} ms, ` +
      `so the run must last ${healedMs + boundMs} ms; it ends at ${durationMs} ms`,
  );
}

function checkKind(list: ProblemList, path: ProblemPath, kind: FaultKind, known: KnownNames): void {
  const [key, targets, what, all] =
    'nodes' in kind
      ? (['nodes', kind.nodes, 'node', known.nodes] as const)
      : 'phones' in kind
        ? (['phones', kind.phones, 'phone', known.phones] as const)
        : (['packets', kind.packets, 'packet type', PACKET_TYPES] as const);
  if (targets.length === 0) list.add([...path, key], `nothing to strike: name a ${what}`);
  targets.forEach((target, nth) => list.oneOf([...path, key, nth], what, target, all));
  if ('peer' in kind && kind.peer !== undefined) {
    list.oneOf([...path, 'peer'], 'node', kind.peer, known.nodes);
  }
  if ('holdMs' in kind) list.range([...path, 'holdMs'], kind.holdMs, 0);
  if (kind.fault === 'slow') list.range([...path, 'addMs'], kind.addMs, 0);
  if (kind.fault === 'skew') list.range([...path, 'skewMs'], kind.skewMs, -Infinity);
  if (kind.fault === 'drop') list.range([...path, 'nth'], kind.nth, 1);
}

function checkWindow(
  list: ProblemList,
  path: ProblemPath,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
  { durationMs }: Scenario,
): void {
  if (!(fromMs >= 0))
    list.add([...path, 'fromMs'], `${fromMs} ms lies before the run: expected 0 or more`);
  if (!(untilMs >= fromMs)) {
    list.add([...path, 'untilMs'], `${untilMs} ms comes before fromMs, which is ${fromMs} ms`);
  } else if (untilMs > durationMs) {
    list.add([...path, 'untilMs'], `${untilMs} ms lies after the end of the run, ${durationMs} ms`);
  }
}
