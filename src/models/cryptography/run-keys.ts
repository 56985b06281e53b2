/** The keys of a run by its seed, for whoever stands outside of it and wants to compare them. */
import { keyOf, Luck } from '../../kernel/index.ts';
import type { Sealer } from '../protocol/index.ts';
import { serialized } from './curve.ts';
import { KeyRing } from './key-ring.ts';
import { safetyNumber } from './safety-number.ts';

/** A user, and the identity key that somebody takes for one of theirs, by its id. */
export interface Holder {
  readonly user: string;
  readonly key: string;
}

/** What two people would read to each other: 60 digits, the same on both sides if the keys are. */
export function safetyNumberInRun(seed: string, one: Holder, other: Holder): string {
  const ring = new KeyRing(luckOf(seed), '');
  const party = ({ user, key }: Holder) => ({
    stableId: user,
    identityKey: serialized(ring.public(key)),
  });
  return safetyNumber(party(one), party(other));
}

/** As a node of that run draws. */
function luckOf(seed: string): Sealer['luck'] {
  const luck = new Luck(seed);
  return (purpose, ...key) => {
    const [a = 0, b = 0, c = 0] = key.map((part) =>
      typeof part === 'string' ? keyOf(part) : part,
    );
    return luck.uniform(purpose, a, b, c);
  };
}
