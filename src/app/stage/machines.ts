/** The machines of each kind of component, and the states in which they begin. */
import * as models from '../../models/index.ts';
import type { AnyComponent, ComponentKind } from '../../models/index.ts';

const { components } = models as unknown as {
  components?: Readonly<Record<ComponentKind, AnyComponent>>;
};

export const componentOf = (kind: ComponentKind): AnyComponent | undefined => components?.[kind];

/** By region. Nothing in a trace records them: they hold from the moment a node starts. */
export function firstStates(kind: ComponentKind): Map<string, string> {
  const states = new Map<string, string>();
  for (const { name, machine } of componentOf(kind)?.regions ?? []) {
    const initial: unknown = machine.config.initial;
    states.set(name, typeof initial === 'string' ? initial : '');
  }
  return states;
}
