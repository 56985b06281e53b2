/** The current beat in the address, so that back and forward walk through the beats. */
import { useEffect } from 'react';
import { BEAT_NAMES, type BeatName } from '../../lesson/index.ts';

// It stands in front of the #, as wouter has it: a change behind the # would be another page.
const KEY = 'beat';

/** The beat that an address names for this lesson; undefined when it names none. */
export function beatIn(search: string, lessonId: string): BeatName | undefined {
  const [id, beat] = (new URLSearchParams(search).get(KEY) ?? '').split('.');
  return id === lessonId ? BEAT_NAMES.find((name) => name === beat) : undefined;
}

/** The search part of an address with this beat in it, or without any. */
export function searchWith(search: string, lessonId: string, beat: BeatName | null): string {
  const params = new URLSearchParams(search);
  params.delete(KEY);
  if (beat !== null) params.set(KEY, `${lessonId}.${beat}`);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

export interface BeatAddress {
  readonly lessonId: string;
  readonly beat: BeatName;
  readonly open: (beat: BeatName) => void;
}

/** Memoise `open`. */
export function useBeatAddress({ lessonId, beat, open }: BeatAddress): void {
  useEffect(() => {
    const named = beatIn(window.location.search, lessonId);
    if (named === beat) return;
    // The first beat is no step of its own: back leads out of the lesson.
    write(lessonId, beat, named === undefined && beat === 'hook' ? 'replaceState' : 'pushState');
  }, [lessonId, beat]);

  useEffect(() => {
    const walk = () => open(beatIn(window.location.search, lessonId) ?? 'hook');
    window.addEventListener('popstate', walk);
    return () => window.removeEventListener('popstate', walk);
  }, [lessonId, open]);

  // Whoever goes to another page takes no beat along.
  useEffect(
    () => () => {
      if (beatIn(window.location.search, lessonId) !== undefined) {
        write(lessonId, null, 'replaceState');
      }
    },
    [lessonId],
  );
}

function write(lessonId: string, beat: BeatName | null, how: 'pushState' | 'replaceState'): void {
  const { pathname, search, hash } = window.location;
  window.history[how](null, '', `${pathname}${searchWith(search, lessonId, beat)}${hash}`);
}
