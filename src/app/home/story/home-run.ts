/** The run of the first page: which seed, under which design, and the other design that mends it. */
import { designFor, homeScenario, scriptedPlan } from '../../../scenarios/index.ts';
import type { Action } from '../../../scenarios/index.ts';
import type { RunOrder } from '../../engine/index.ts';
import { QUESTION } from '../hero-frame.ts';

/**
 * In this seed's network one tick comes first, then Ben's phone has the message, then the second
 * tick: the order in which everybody believes the ticks. A test keeps it so.
 */
export const HOME_SEED = '6';

export const CONVERSATION = 'ana-ben';

/** Nothing is typed and nothing breaks until somebody does it. */
export const homeOrder: RunOrder = {
  scenario: homeScenario,
  design: designFor(homeScenario),
  seed: HOME_SEED,
  plan: scriptedPlan(homeScenario),
  edits: [],
};

export const SEND: Action = {
  do: 'operate',
  phone: 'ana',
  operation: { act: 'type', conversation: CONVERSATION, text: QUESTION },
};

export const CUT_BEN: Action = { do: 'cut', node: 'ben' };

/** The one knob of this page, with its two positions. */
export const EVIDENCE_KNOB = 'receiptEvidence';
export type TickEvidence = 'push' | 'deviceAck';

/** The same taps in the same run, with another rule for the second tick. */
export function orderWith(order: RunOrder, evidence: TickEvidence): RunOrder {
  return { ...order, design: { ...order.design, [EVIDENCE_KNOB]: evidence } };
}
