/** The three scenes, each with a small picture of the idea that it shows. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './SceneCards.module.css';

interface SceneCard {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly picture: ReactNode;
}

const DOTS = [12, 22, 30, 36, 40, 42, 44, 47, 52, 60, 72, 90];

const SCENES: readonly SceneCard[] = [
  {
    id: 'partition',
    title: 'A partition',
    text: 'The map tears. Two sides, two beliefs, until it heals.',
    picture: (
      <>
        <path d="M8 30h32M8 14l32 16M8 46l32-16M80 30h32M112 14 80 30M112 46 80 30" />
        <path data-bad d="m64 2-9 15 9 11-9 13 8 17" />
      </>
    ),
  },
  {
    id: 'storm',
    title: 'A reconnect storm',
    text: 'A server dies under 2,000 phones. All of them come back.',
    picture: (
      <>
        <path data-bad d="M4 34h112" />
        <path
          d={`M4 56${DOTS.map((x, at) => `L${x} ${56 - [4, 10, 22, 38, 50, 54, 52, 42, 28, 16, 8, 3][at]!}`).join('')}L116 56`}
        />
      </>
    ),
  },
  {
    id: 'fan-out',
    title: 'A group message',
    text: 'One goes out, forty-nine arrive, and the receipts come back.',
    picture: (
      <>
        <path d="M8 30h26" />
        <path d={[4, 14, 24, 36, 46, 56].map((y) => `M34 30 108 ${y}`).join('')} />
      </>
    ),
  },
];

export function SceneCards() {
  return (
    <section className={styles.section} aria-labelledby="scenes-title">
      <h2 id="scenes-title" className={styles.title}>
        Three scenes
      </h2>
      <ul className={styles.cards}>
        {SCENES.map(({ id, title, text, picture }) => (
          <li key={id}>
            <Link href={`/scene/${id}`} className={styles.card}>
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
