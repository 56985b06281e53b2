/** What is done to the world and when: a plan and its edits, in the order in which they are due. */
import type { Edit, Plan, PlanItem } from '../scenarios/index.ts';
import { applyEdits } from '../scenarios/index.ts';

/** An entry is due between two events. `afterEvent` pins an edit to its place among equal times. */
export interface AgendaEntry extends PlanItem {
  readonly afterEvent: number;
}

/** Sorted by time, then by place; a plan's own items come before the events of their instant. */
export function agendaOf(plan: Plan, edits: readonly Edit[]): readonly AgendaEntry[] {
  const added = new Map<string, number>();
  for (const edit of edits) if (edit.edit === 'add') added.set(edit.id, edit.afterEvent);
  const entries = applyEdits(plan, edits).items.map((item) => ({
    ...item,
    afterEvent: added.get(item.id) ?? -1,
  }));
  const order = new Map(entries.map((entry, index) => [entry, index]));
  return entries.toSorted(
    (one, other) =>
      one.atUs - other.atUs ||
      one.afterEvent - other.afterEvent ||
      (order.get(one) ?? 0) - (order.get(other) ?? 0),
  );
}

/**
 * Whether an entry comes before the next event. An edit's ordinal decides among events of its own
 * instant only, so that it keeps its time where the past has become another.
 */
export function isDue(
  entry: AgendaEntry,
  moment: { readonly ordinal: number; readonly nowUs: number; readonly nextUs: number },
): boolean {
  if (moment.nextUs > entry.atUs) return true;
  if (moment.nextUs < entry.atUs) return false;
  return (
    entry.afterEvent < 0 || (moment.nowUs === entry.atUs && moment.ordinal >= entry.afterEvent)
  );
}
