/** Which of a branch's edits lie before a playhead: the later ones never happened. */
import type { Edit } from '../../scenarios/index.ts';
import type { Branch } from './branch.ts';
import { afterAction, ordinalAt, type Playhead } from './moments.ts';

export function editsBefore(branch: Branch, playhead: Playhead): readonly Edit[] {
  return branch.input.edits.filter((edit) => edit.edit !== 'add' || isPast(edit, branch, playhead));
}

function isPast(
  edit: Extract<Edit, { edit: 'add' }>,
  { view }: Branch,
  { record, timeUs }: Playhead,
): boolean {
  const ordinal = ordinalAt(view, record);
  if (edit.timeUs > timeUs || edit.afterEvent > ordinal) return false;
  if (edit.afterEvent < ordinal) return true;
  // Made right here. Had it left records, a playhead past it would lie behind them.
  return afterAction(view, { record, timeUs: edit.timeUs }).record === record;
}
