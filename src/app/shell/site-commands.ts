/** Where one can go from anywhere, for the palette. Lessons are listed when it is first opened. */
import { useEffect, useMemo, useState } from 'react';
import {
  BookOpen,
  Columns2,
  Flag,
  FlaskConical,
  Gauge,
  Grid3x3,
  House,
  Info,
  Layers,
  Monitor,
  Moon,
  Sun,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { chooseTheme } from '../theme/index.ts';
import { useCommandLists, useCommands, type Command } from './command-list.ts';

type Go = (path: string) => void;

function fixedCommands(go: Go): readonly Command[] {
  const scene = (id: string, label: string, keywords: string): Command => ({
    id: `go-scene-${id}`,
    label,
    group: 'Go to',
    keywords: `scene ${keywords}`,
    Icon: Layers,
    run: () => go(`/scene/${id}`),
  });
  const place = (id: string, label: string, keywords: string, Icon: LucideIcon): Command => ({
    id: `go-${id}`,
    label,
    group: 'Go to',
    keywords,
    Icon,
    run: () => go(`/${id}`),
  });
  const look = (label: string, Icon: typeof Sun, choice: 'light' | 'dark' | 'system'): Command => ({
    id: `theme-${choice}`,
    label,
    group: 'Look',
    Icon,
    run: () => chooseTheme(choice),
  });
  return [
    { id: 'go-home', label: 'Start page', group: 'Go to', Icon: House, run: () => go('/') },
    scene('partition', 'A partition', 'cut tear redis'),
    scene('storm', 'A reconnect storm', 'backoff jitter login'),
    scene('fan-out', 'A group message', 'fan-out receipts'),
    place('sandbox', 'Sandbox', 'design knobs faults build', FlaskConical),
    place('capstone', 'Capstone', 'grid seeds checks promises proof', Grid3x3),
    place('compare', 'Two designs side by side', 'ghost difference compare', Columns2),
    place('golf', 'Nemesis golf', 'break schedule par faults', Flag),
    place('scale', 'A million phones', 'capacity sheet storm crowd scale numbers', Users),
    place('bench', 'Benches in this browser', 'speed performance measure', Gauge),
    {
      id: 'go-about',
      label: 'About, and what is left out',
      group: 'Go to',
      Icon: Info,
      run: () => go('/about'),
    },
    look('Light theme', Sun, 'light'),
    look('Dark theme', Moon, 'dark'),
    look('Theme as the system says', Monitor, 'system'),
  ];
}

async function lessonCommands(go: Go): Promise<readonly Command[]> {
  const [{ COURSE }, { LESSON_IDS }] = await Promise.all([
    import('../home/curriculum.ts'),
    import('../lesson-player/lesson-files.ts'),
  ]);
  return COURSE.flatMap(({ lessons }) => lessons)
    .filter(({ id }) => LESSON_IDS.includes(id))
    .map(({ id, title, question }) => ({
      id: `go-lesson-${id}`,
      label: `${id} ${title}`,
      group: 'Lessons',
      keywords: question,
      Icon: BookOpen,
      run: () => go(`/lesson/${id}`),
    }));
}

const NONE: readonly Command[] = [];

export function useSiteCommands(go: Go): void {
  const isOpen = useCommandLists((state) => state.open);
  const [lessons, setLessons] = useState(NONE);
  const isListed = lessons !== NONE;
  useEffect(() => {
    if (!isOpen || isListed) return;
    // Without the list one can still go everywhere from the start page.
    lessonCommands(go).then(setLessons, () => undefined);
  }, [isOpen, isListed, go]);
  useCommands(useMemo(() => fixedCommands(go), [go]));
  useCommands(lessons);
}
