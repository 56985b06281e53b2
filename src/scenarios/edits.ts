/** What edits make of a plan. */
import { didYouMean } from './nearest.ts';
import type { Edit, Plan, PlanItem } from './plan.ts';

/**
 * The plan with its edits carried out in their order, sorted by time; items at one time keep their
 * order, additions last. Where an addition lies among the events of its instant is the world's
 * business (`afterEvent`).
 * @throws Error for an edit of an item that is not there, or an added id that is taken.
 */
export function applyEdits(plan: Plan, edits: readonly Edit[]): Plan {
  const items = [...plan.items];
  for (const edit of edits) {
    const place = items.findIndex((item) => item.id === edit.id);
    if (edit.edit === 'add') {
      if (place >= 0) throw new Error(`the plan has an item "${edit.id}" already: rename the edit`);
      items.push({ id: edit.id, atUs: edit.timeUs, action: edit.action });
      continue;
    }
    const item = items[place];
    if (item === undefined) throw noSuchItem(edit, items);
    if (edit.edit === 'remove') items.splice(place, 1);
    else items[place] = { ...item, atUs: edit.timeUs };
  }
  return { items: sortedByTime(items) };
}

/** Items by time; equal times keep their order. */
export function sortedByTime(items: readonly PlanItem[]): readonly PlanItem[] {
  return items
    .map((item, place) => ({ item, place }))
    .toSorted((one, other) => one.item.atUs - other.item.atUs || one.place - other.place)
    .map(({ item }) => item);
}

function noSuchItem(edit: Edit, items: readonly PlanItem[]): Error {
  const ids = items.map((item) => item.id);
  return new Error(
    `cannot ${edit.edit} "${edit.id}": the plan has no such item${didYouMean(edit.id, ids)}`,
  );
}
