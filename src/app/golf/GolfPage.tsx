/** Nemesis golf: the holes, each a flawed design with the promise that it breaks. */
import { Link } from 'wouter';
import { Flag } from 'lucide-react';
import { useTitle } from '../shell/index.ts';
import { HOLES } from './holes.ts';
import styles from './GolfList.module.css';

export default function GolfPage() {
  useTitle('Nemesis golf');
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>Nemesis golf</h1>
      <p className={styles.lead}>
        Each hole is a design that somebody has proposed in earnest. You are its worst day: schedule
        a few faults so that its promise breaks. Whatever your schedule does not need is taken away,
        and what is left is your score. Par is the best that the engine finds by itself.
      </p>
      <ol className={styles.holes}>
        {HOLES.map(({ id, title, claim, check, scenario }, place) => (
          <li key={id}>
            <Link href={`/golf/${id}`} className={styles.hole}>
              <span className={styles.number}>{place + 1}</span>
              <span className={styles.words}>
                <strong>{title}</strong>
                <q>{claim}</q>
                <span className={styles.goal}>
                  <Flag size={14} aria-hidden /> break {check} with at most {scenario.faults.most}{' '}
                  faults
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </div>
  );
}
