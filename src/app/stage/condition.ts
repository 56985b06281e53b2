/** The trouble a node is in, said in a word, an icon and a shape, never by colour alone. */
import { Gauge, Pause, PowerOff, Unplug, type LucideIcon } from 'lucide-react';
import type { NodeSpec } from '../../models/index.ts';
import { pairKey, type Faces } from './projections/node-faces.ts';
import { inWords } from './words.ts';

export type Condition = 'up' | 'down' | 'paused' | 'cut' | 'overloaded';

export const CONDITION_FACES: Readonly<
  Record<Exclude<Condition, 'up'>, { readonly word: string; readonly Icon: LucideIcon }>
> = {
  down: { word: 'down', Icon: PowerOff },
  paused: { word: 'paused', Icon: Pause },
  cut: { word: 'cut off', Icon: Unplug },
  overloaded: { word: 'overloaded', Icon: Gauge },
};

/** States in which a machine says itself that it has too much. */
const OVERLOADED: ReadonlySet<string> = new Set(['shedding', 'overloaded', 'throttling']);

/** The worst trouble first. Half a full queue counts as overload. */
export function conditionOf(faces: Faces, node: number, spec: NodeSpec): Condition {
  const face = faces.nodes[node];
  if (face === undefined) return 'up';
  if (face.down) return 'down';
  if (face.paused) return 'paused';
  if ((faces.links.get(pairKey(node, node))?.cuts ?? 0) > 0) return 'cut';
  if ([...face.states.values()].some((state) => OVERLOADED.has(state))) return 'overloaded';
  const limit = spec.service?.queueLimit ?? 0;
  return limit > 0 && face.queue * 2 >= limit ? 'overloaded' : 'up';
}

/** The state of its machine in words; of several machines, the one that tells most. */
export function stateWords(faces: Faces, node: number, spec: NodeSpec): string {
  const face = faces.nodes[node];
  if (face === undefined) return '';
  if (face.down) return 'down';
  const region = spec.kind === 'phone' ? 'connection' : face.states.keys().next().value;
  return inWords(face.states.get(region ?? '') ?? '');
}
