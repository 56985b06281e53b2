/** From the days that are left to a plan by day: what to learn in which cut, when to recall it. */
import { SHORT_MINUTES, type LessonEntry } from './curriculum.ts';

export interface PlanTask {
  readonly lesson: LessonEntry;
  /** short: the beats of twelve minutes. recall: its questions again, from memory. */
  readonly cut: 'full' | 'short' | 'recall';
  readonly minutes: number;
}

export interface PlanDay {
  /** 0 is today. */
  readonly day: number;
  readonly tasks: readonly PlanTask[];
  /** The last day: every thirty-second line, aloud. */
  readonly isRehearsal: boolean;
}

/** More than this an evening does not hold. */
const MINUTES_A_DAY = 45;
const RECALL_MINUTES = 3;
/** Recalling spaced by about a third of the time that is left. */
const SPACING = 3;

/**
 * @param lessons in order of importance; those that do not fit are left out.
 * @param days whole days before the interview; 0 when it is today.
 */
export function studyPlan(lessons: readonly LessonEntry[], days: number): readonly PlanDay[] {
  const dayCount = Math.max(1, Math.floor(days));
  const minutes = lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
  const learnDays = dayCount <= 2 ? 1 : Math.ceil((dayCount * 2) / 3);
  const isFull = minutes <= learnDays * MINUTES_A_DAY;
  const fitting = isFull
    ? lessons
    : lessons.slice(0, Math.floor((learnDays * MINUTES_A_DAY) / SHORT_MINUTES));
  const byDay: PlanTask[][] = Array.from({ length: dayCount }, () => []);
  fitting.forEach((lesson, place) => {
    const day = Math.floor((place * learnDays) / fitting.length);
    const cut = isFull ? 'full' : 'short';
    byDay[day]!.push({ lesson, cut, minutes: isFull ? lesson.minutes : SHORT_MINUTES });
    const again = day + Math.max(1, Math.floor((dayCount - day) / SPACING));
    // The last day rehearses everything anyway.
    if (again < dayCount - 1) {
      byDay[again]!.push({ lesson, cut: 'recall', minutes: RECALL_MINUTES });
    }
  });
  return byDay
    .map((tasks, day) => ({ day, tasks, isRehearsal: dayCount > 1 && day === dayCount - 1 }))
    .filter(({ tasks, isRehearsal }) => tasks.length > 0 || isRehearsal);
}
