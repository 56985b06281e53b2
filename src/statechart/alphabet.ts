/** The event types a machine knows, numbered; all unknown types that meet one wildcard are one. */
import { matchesDescriptor } from './selection.ts';
import type { StateNode } from './state-nodes.ts';

const isWildcard = (descriptor: string) => descriptor === '*' || descriptor.endsWith('.*');

/** A type that meets this wildcard and no exact descriptor: nobody names an event like that. */
const stranger = (wildcard: string) => wildcard.replace('*', '\u0000');

export class Alphabet {
  /** Every type that needs a row of its own; indices into this are the numbers of events. */
  readonly types: readonly string[];
  private readonly numbers = new Map<string, number>();
  private readonly wildcards: readonly string[];

  /** `raised` are the types of events that the machine raises itself. */
  constructor(nodes: readonly StateNode[], raised: readonly string[]) {
    const descriptors = new Set<string>(raised);
    for (const node of nodes) for (const key of node.transitions.keys()) descriptors.add(key);
    const exact = [...descriptors].filter((descriptor) => !isWildcard(descriptor));
    // Longest first: an unknown type behaves like a stranger to the longest wildcard it meets.
    this.wildcards = [...descriptors]
      .filter(isWildcard)
      .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    this.types = [...exact, ...this.wildcards.map(stranger)];
    this.types.forEach((type, number) => this.numbers.set(type, number));
  }

  /** The types that a sender may use: no wildcards, nothing XState makes for itself. */
  get events(): readonly string[] {
    return this.types.filter((type) => !type.startsWith('xstate.') && !type.includes('\u0000'));
  }

  /** The number of an event type; undefined when no state can take it. */
  numberOf(type: string): number | undefined {
    const known = this.numbers.get(type);
    if (known !== undefined) return known;
    if (type === '*') throw new Error('an event cannot have the type "*": it stands for any event');
    const wildcard = this.wildcards.find((descriptor) => matchesDescriptor(type, descriptor));
    return wildcard === undefined ? undefined : this.numbers.get(stranger(wildcard));
  }
}
