/** For an address that leads nowhere. */
import { useTitle } from './use-title.ts';
import styles from './Prose.module.css';

export default function LostPage() {
  useTitle('Not found');
  return (
    <article className={styles.prose}>
      <h1>There is no page at this address</h1>
      <p>
        The link may be damaged or from another version. <a href="#/">Go to the start</a>, or press{' '}
        <kbd>Ctrl</kbd> <kbd>K</kbd> to look for a lesson.
      </p>
    </article>
  );
}
