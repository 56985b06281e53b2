/** Progress in the browser's storage: two slots written in turn, read together, never made less. */
import { merged, NO_PROGRESS, progressFrom, type LessonProgress } from './progress.ts';

// Other sites of one host share the origin's storage, so our names carry our prefix.
const PREFIX = 'two-ticks/lesson/';
const SLOTS = ['a', 'b'] as const;

const nameOf = (lessonId: string, slot: string): string => `${PREFIX}${lessonId}/${slot}`;

/** What both slots hold together; nothing when there is no storage. */
export function readProgress(lessonId: string): LessonProgress {
  return SLOTS.map((slot) => readSlot(nameOf(lessonId, slot))).reduce(merged, NO_PROGRESS);
}

/** Answers what is kept now: another tab may have added to it. */
export function writeProgress(lessonId: string, progress: LessonProgress): LessonProgress {
  const whole = merged(progress, readProgress(lessonId));
  // A write that is cut off damages one slot; the other still has the turn before.
  const slot = SLOTS[whole.turn % SLOTS.length]!;
  try {
    localStorage.setItem(nameOf(lessonId, slot), JSON.stringify(whole));
  } catch {
    // Without storage, or with a full one, progress lasts for this visit.
  }
  return whole;
}

function readSlot(name: string): LessonProgress {
  try {
    const text = localStorage.getItem(name);
    return text === null ? NO_PROGRESS : progressFrom(JSON.parse(text));
  } catch {
    return NO_PROGRESS;
  }
}
