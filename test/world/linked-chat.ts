/** Ana and Ben, each with a desktop beside the phone. */
import type { AnyDesign } from '../../src/models/index.ts';
import { CHECK_NAMES, designFor, scriptedPlan, type Scenario } from '../../src/scenarios/index.ts';
import { Run, type RunInput } from '../../src/world/index.ts';
import { chatScenario, type Chat } from './chat.ts';
import { STORES } from './sealed-chat.ts';

export interface LinkedChat extends Chat {
  /** When Ben's desktop is linked; from the beginning when left out. */
  readonly benLinksAtMs?: number;
}

const desktopOf = (user: string, startsAtMs: number) => ({
  name: `${user}-desktop`,
  kind: 'phone' as const,
  settings: { user, platform: 'ios', startsAtMs },
});

export function linkedScenario({ benLinksAtMs = 0, design, ...chat }: LinkedChat): Scenario {
  const scenario = chatScenario({
    with: [...STORES, 'key-registry'],
    // Where nothing is sealed everybody can read it.
    checks: CHECK_NAMES.filter((name) => name !== 'sealed' || design?.['encryption'] !== 'none'),
    durationMs: 60_000,
    ...chat,
    design: { deviceFanOut: 'device', ...design },
  });
  const desktops = [desktopOf('ana', 0), desktopOf('ben', benLinksAtMs)];
  return { ...scenario, nodes: [...scenario.nodes, ...desktops] };
}

export function runLinked(chat: LinkedChat, more: Partial<RunInput> = {}): Run {
  const scenario = linkedScenario(chat);
  const design: AnyDesign = designFor(scenario);
  const plan = scriptedPlan(scenario);
  const run = new Run({ scenario, design, seed: 'story', plan, edits: [], ...more });
  run.finish();
  return run;
}
