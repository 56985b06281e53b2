/** Undoes one edit: back to the future without it, which is made if nobody has kept it. */
import type { Edit } from '../../scenarios/index.ts';
import type { Branch } from './branch.ts';
import type { Playback } from './playback.ts';
import { actionName } from './wording.ts';

/** Resolves when the run without the edit has ended; at once when it was there already. */
export async function takeBack(playback: Playback, branch: Branch, editId: string): Promise<void> {
  const edits = branch.input.edits.filter(({ id }) => id !== editId);
  const taken = branch.input.edits.find(({ id }) => id === editId);
  if (taken === undefined) return;
  playback.pause();
  const { branches } = playback.store.getState();
  const kept = branches.find(({ id, input }) => id !== branch.id && isSame(input.edits, edits));
  if (kept !== undefined) return playback.show(kept.id);
  const words = taken.edit === 'add' ? actionName(taken.action) : editId;
  await playback.compare({ ...branch.input, edits }, `not: ${words}`);
}

/** Edits carry names that are given once, so equal names in a row are equal edits. */
function isSame(one: readonly Edit[], other: readonly Edit[]): boolean {
  return one.length === other.length && one.every(({ id }, place) => id === other[place]?.id);
}
