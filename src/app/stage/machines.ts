/** The states in which the machines of each kind of component begin. */
import { components, type ComponentKind } from '../../models/index.ts';

/** By region. Nothing in a trace records them: they hold from the moment a node starts. */
export function firstStates(kind: ComponentKind): Map<string, string> {
  const states = new Map<string, string>();
  for (const { name, machine } of components[kind].regions) {
    const initial: unknown = machine.config.initial;
    states.set(name, typeof initial === 'string' ? initial : '');
  }
  return states;
}
