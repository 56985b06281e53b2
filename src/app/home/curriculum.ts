/** The 28 lessons in their six parts: what the first page lists, and what plans are made of. */
import { LESSON_IDS } from '../lesson-player/lesson-files.ts';

export interface LessonEntry {
  /** L00 to L27. */
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly minutes: number;
}

export interface CoursePart {
  readonly id: 'A' | 'B' | 'C' | 'D' | 'E' | 'F';
  readonly title: string;
  readonly lessons: readonly LessonEntry[];
}

const lesson = (id: string, title: string, minutes: number, question: string): LessonEntry => ({
  id,
  title,
  question,
  minutes,
});

export const COURSE: readonly CoursePart[] = [
  {
    id: 'A',
    title: 'Framing',
    lessons: [
      lesson('L00', 'Cockpit tour', 15, 'How do I step, break, rewind and share a run?'),
      lesson('L01', 'Scope before boxes', 20, 'What will we promise, and to whom?'),
      lesson('L02', 'Numbers that decide', 30, 'Which of these numbers changes the design?'),
      lesson('L03', 'The map', 20, 'What is each box for, and what dies without it?'),
    ],
  },
  {
    id: 'B',
    title: 'One message, end to end',
    lessons: [
      lesson('L04', 'Push or poll', 20, 'Who speaks first?'),
      lesson('L05', 'Staying connected', 30, 'Is this socket alive?'),
      lesson('L06', 'Two users, two servers', 30, 'Where is Ben right now?'),
      lesson('L07', 'Sending without waiting', 25, 'What survives if the app dies now?'),
      lesson('L08', 'What a tick promises', 30, 'What does each tick prove?'),
      lesson('L09', 'Twice is normal', 30, 'Is a retry safe?'),
      lesson('L10', 'Order', 30, 'Which came first, and who says so?'),
      lesson('L11', 'Catching up', 30, 'What did I miss, exactly?'),
      lesson('L12', 'Waking a sleeping phone', 25, 'Is a push a delivery?'),
    ],
  },
  {
    id: 'C',
    title: 'Payloads and privacy',
    lessons: [
      lesson('L13', 'Media off the chat path', 20, 'Who carries the bytes?'),
      lesson('L14', 'Sealed envelopes', 30, 'Who can read what?'),
      lesson('L15', 'New phone, new keys', 30, 'Whose key is this?'),
    ],
  },
  {
    id: 'D',
    title: 'Many',
    lessons: [
      lesson('L16', 'Groups and fan-out', 35, 'Who makes the copies?'),
      lesson('L17', 'Presence', 25, 'How wrong may “online” be?'),
      lesson('L18', 'One user, many devices', 25, 'What is “delivered” with five devices?'),
      lesson('L19', 'Where it all lives', 25, 'Which store, keyed how, for how long?'),
    ],
  },
  {
    id: 'E',
    title: 'Failure and scale',
    lessons: [
      lesson('L20', 'Growing pains', 35, 'What breaks at ten times the load?'),
      lesson('L21', 'Partition day', 35, 'What may we say while we cannot know?'),
      lesson('L22', 'Redis is gone', 25, 'What else lived there?'),
      lesson('L23', 'Battery and data', 20, 'What does a second of radio cost?'),
      lesson('L24', 'A different WhatsApp', 25, 'What if none of these boxes were used?'),
    ],
  },
  {
    id: 'F',
    title: 'Interview',
    lessons: [
      lesson('L25', 'Saying it well', 25, 'What would I say, and in what order?'),
      lesson('L26', 'Mock interview', 45, 'Can I do it in 45 minutes under fire?'),
      lesson('L27', 'Capstone', 60, 'Does my design hold on 100 seeds?'),
    ],
  },
];

export const ALL_LESSONS: readonly LessonEntry[] = COURSE.flatMap(({ lessons }) => lessons);

/** The first hours of somebody with an interview, and a class of eight times 50 minutes. */
export const EXPRESS_PATH = ['L02', 'L06', 'L08', 'L09', 'L10', 'L11', 'L21'] as const;
export const CLASS_PATH = [
  ['L01', 'L02'],
  ['L04', 'L05'],
  ['L06'],
  ['L08', 'L09'],
  ['L10', 'L11'],
  ['L14', 'L15'],
  ['L16', 'L17'],
  ['L21', 'L22'],
] as const;

/** The short cut of any lesson, as its file marks it. */
export const SHORT_MINUTES = 12;

/** The lessons whose files exist, by id. The others are planned, and said to be. */
export const WRITTEN: ReadonlySet<string> = new Set(LESSON_IDS);

export const isWritten = (id: string): boolean => WRITTEN.has(id);
