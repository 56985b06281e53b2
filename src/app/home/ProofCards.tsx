/** Where designs are put to the proof: the sandbox, the capstone, two designs side by side, golf. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './SceneCards.module.css';

interface ProofCard {
  readonly path: string;
  readonly title: string;
  readonly text: string;
  readonly picture: ReactNode;
}

const CELLS = Array.from({ length: 40 }, (_, place) => place);
const RED = new Set([7, 18, 19, 33]);

const cell = (place: number): string =>
  `M${8 + (place % 10) * 11} ${8 + Math.floor(place / 10) * 12}h7v7h-7z`;

const CARDS: readonly ProofCard[] = [
  {
    path: '/sandbox',
    title: 'Sandbox',
    text: 'Every knob, every fault, the same evidence. Build the design you would defend.',
    picture: (
      <>
        <path d="M8 14h104M8 30h104M8 46h104" />
        <path d="M34 8v12M82 24v12M52 40v12" />
      </>
    ),
  },
  {
    path: '/capstone',
    title: 'Capstone',
    text: 'Your answer, 100 seeds, nine promises. A red cell tells its shortest story.',
    picture: (
      <>
        <path
          d={CELLS.filter((place) => !RED.has(place))
            .map(cell)
            .join('')}
        />
        <path data-bad d={[...RED].map(cell).join('')} />
      </>
    ),
  },
  {
    path: '/compare',
    title: 'Side by side',
    text: 'Two designs on the same traffic, stopped where a person first sees a difference.',
    picture: (
      <>
        <path d="M8 30h46l18-16h40" />
        <path data-bad d="M54 30l18 16h40" />
      </>
    ),
  },
  {
    path: '/golf',
    title: 'Nemesis golf',
    text: 'A flawed design and a few faults. Break its promise with fewer than the engine does.',
    picture: (
      <>
        <path d="M8 50h104M86 50V10l20 8-20 8" />
        <path data-bad d="M12 44c20-30 44-30 62 2" />
      </>
    ),
  },
];

export function ProofCards() {
  return (
    <section className={styles.section} aria-labelledby="proof-title">
      <h2 id="proof-title" className={styles.title}>
        Put a design to the proof
      </h2>
      <ul className={styles.cards}>
        {CARDS.map(({ path, title, text, picture }) => (
          <li key={path}>
            <Link href={path} className={styles.card}>
              <svg viewBox="0 0 120 60" className={styles.picture} aria-hidden="true">
                {picture}
              </svg>
              <strong className={styles.name}>{title}</strong>
              <span>{text}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
