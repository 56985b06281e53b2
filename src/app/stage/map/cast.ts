/** Who is drawn as a phone: all of a few, or the ones the story is about, the rest being a crowd. */
import type { Topology } from '../../../models/index.ts';
import type { Scenario } from '../../../scenarios/index.ts';

export interface Cast {
  /** Phones that are drawn, in order. */
  readonly phones: readonly number[];
  /** Phones that are only counted; empty when all are drawn. */
  readonly crowd: readonly number[];
}

/** More phones than this and most of them become a crowd. */
const PHONES_DRAWN_MAX = 4;
/** How many of a crowd are drawn. */
const STORY_PHONES = 2;

/** Phones of a story come first: those that the script makes do something, then the first ones. */
export function castOf(topology: Topology, scenario: Pick<Scenario, 'script'>): Cast {
  const all = topology.ofKind('phone');
  if (all.length <= PHONES_DRAWN_MAX) return { phones: all, crowd: [] };
  const acting = scenario.script.flatMap(({ action }) =>
    action.do === 'operate' ? [topology.indexOf(action.phone)] : [],
  );
  const order = [...new Set([...acting, ...all])].filter((index) => all.includes(index));
  const phones = order.slice(0, STORY_PHONES).sort((a, b) => a - b);
  return { phones, crowd: all.filter((index) => !phones.includes(index)) };
}
