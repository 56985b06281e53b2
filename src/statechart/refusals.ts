/** Features of state nodes that are refused by name: running them almost right would be a lie. */
import { historyNodesOf, placeOf, properAncestors, type StateNode } from './state-nodes.ts';

/** One sentence for everything in this state that the compiler does not support. */
export function refusalsOf(node: StateNode): string[] {
  const problems: string[] = [];
  const refuse = (feature: string, instead: string) =>
    problems.push(`${feature} in ${placeOf(node)} is not supported; ${instead}`);

  if (node.config.invoke !== undefined) {
    refuse('invoke', 'name an effect action and let the answer come back as an event');
  }
  if (node.config.output !== undefined) refuse('output', 'put the result in the context');
  if ((node.config as { route?: unknown }).route !== undefined) {
    refuse('route', 'write the transition out');
  }
  for (const memory of historyNodesOf(node)) {
    if ([node, ...properAncestors(node, undefined)].some((above) => above.type === 'parallel')) {
      refuse(`history "${memory.key}" inside parallel`, 'use a flat machine for each region');
    }
  }
  return problems;
}
