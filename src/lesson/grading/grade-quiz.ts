/** Judges answers to quiz items that need no run: estimates, orders, matches, choices with a reason. */
import type { EstimateItem, MatchItem, OrderItem, TwoTierItem } from '../quiz.ts';
import type { Credit } from './grade.ts';

/** By ratio: twice too much and half too little are equally wrong. */
export function gradeEstimate(item: EstimateItem, answer: number): Credit {
  const { answer: truth, fullRatio, halfRatio } = item;
  if (truth === 0 || answer === 0) return answer === truth ? 'full' : 'none';
  const ratio = answer / truth;
  if (ratio <= 0) return 'none';
  const factor = ratio < 1 ? 1 / ratio : ratio;
  if (factor <= fullRatio) return 'full';
  return factor <= halfRatio ? 'half' : 'none';
}

/**
 * An order is right when all steps are there once and none comes before one that it waits for.
 * @param order ids of steps, in the learner's order.
 */
export function gradeOrder({ steps }: OrderItem, order: readonly string[]): Credit {
  if (order.length !== steps.length) return 'none';
  const place = new Map(order.map((id, index) => [id, index]));
  const isRight = steps.every(({ id, after }) => {
    const own = place.get(id);
    return own !== undefined && after.every((each) => (place.get(each) ?? own) < own);
  });
  return isRight ? 'full' : 'none';
}

/** @param right for each left side, in the order of the file, the chosen right side. */
export function gradeMatch({ pairs }: MatchItem, right: readonly string[]): Credit {
  const hits = pairs.filter((pair, place) => pair.right === right[place]).length;
  if (hits === pairs.length) return 'full';
  return 2 * hits >= pairs.length ? 'half' : 'none';
}

/** Right for the wrong reason is half of it. @param option,reason places in their lists. */
export function gradeTwoTier(
  { options, reasons }: TwoTierItem,
  { option, reason }: { readonly option: number; readonly reason: number },
): Credit {
  if (options[option]?.right !== true) return 'none';
  return reasons[reason]?.right === true ? 'full' : 'half';
}
