/** What may fail, `{ fault: crash, of: [server-7], for: 2s to 5s }`, as the engine's fault envelope. */
import type { FaultKind } from '../../scenarios/index.ts';
import type { WrittenFault } from '../written/scenario-schema.ts';
import type { Spot } from './spot.ts';
import { msRangeOf, rangeOf } from './units.ts';

type Field = 'for' | 'by' | 'nth' | 'peer';

/** The fields that each kind of fault needs; `peer` is free for a cut. */
const NEEDS: Readonly<Record<WrittenFault['fault'], readonly Field[]>> = {
  crash: ['for'],
  cut: ['for'],
  pause: ['for'],
  airplane: ['for'],
  background: ['for'],
  drop: ['nth'],
  slow: ['by', 'for'],
  skew: ['by'],
  reinstall: [],
};

/** The kind of fault, or undefined with problems when its fields do not go together. */
export function compileFault(written: WrittenFault, spot: Spot): FaultKind | undefined {
  const needs = NEEDS[written.fault];
  let fit = true;
  for (const need of needs) {
    if (written[need] !== undefined) continue;
    spot.complain('E-FIELD', `missing field "${need}", which "${written.fault}" needs`);
    fit = false;
  }
  for (const field of ['for', 'by', 'nth', 'peer'] as const) {
    const allowed = needs.includes(field) || (field === 'peer' && written.fault === 'cut');
    if (written[field] === undefined || allowed) continue;
    spot.in(field).complainOfKey('E-FIELD', `"${field}" does not go with "${written.fault}"`);
    fit = false;
  }
  return fit ? kindOf(written) : undefined;
}

function kindOf({ fault, of, ...fields }: WrittenFault): FaultKind {
  const holdMs = fields.for === undefined ? ([0, 0] as const) : msRangeOf(fields.for);
  switch (fault) {
    case 'crash':
    case 'pause':
      return { fault, nodes: of, holdMs };
    case 'cut':
      return {
        fault,
        nodes: of,
        holdMs,
        ...(fields.peer === undefined ? {} : { peer: fields.peer }),
      };
    case 'airplane':
    case 'background':
      return { fault, phones: of, holdMs };
    case 'drop':
      return { fault, packets: of, nth: rangeOf(fields.nth!) };
    case 'slow':
      return { fault, nodes: of, addMs: msRangeOf(fields.by!), holdMs };
    case 'reinstall':
      return { fault, phones: of };
    case 'skew':
      return { fault, nodes: of, skewMs: msRangeOf(fields.by!) };
  }
}
