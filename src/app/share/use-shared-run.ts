/** Opens the run behind a link in a playback, once for each code, and answers what to say about it. */
import { useEffect, useState } from 'react';
import type { Playback } from '../playback/index.ts';
import { openCode, type Opened } from './open-shared.ts';

/** Null while it is being opened. */
export function useSharedRun(playback: Playback, code: string): Opened | null {
  const [opened, setOpened] = useState<{ code: string; said: Opened } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void openCode(playback, code).then((said) => {
      if (isCurrent) setOpened({ code, said });
    });
    return () => {
      isCurrent = false;
    };
  }, [playback, code]);
  return opened?.code === code ? opened.said : null;
}
