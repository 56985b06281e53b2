/** What this is, what it is not, and on whose words its numbers rest. */
import { useTitle } from './use-title.ts';
import styles from './Prose.module.css';

export default function AboutPage() {
  useTitle('About');
  return (
    <article className={styles.prose}>
      <h1>About</h1>
      <p>
        Two ticks is a simulator of a chat system that runs in your browser. You can type into its
        phones, cut its cables, crash its servers, and follow one message through all of it: who has
        it, who has acknowledged it, which tick its sender sees, and whether that tick is true.
      </p>
      <p>
        Every run is made from a seed, so it can be repeated exactly: step back and forth, change
        one thing, compare two futures, and send somebody a link to the very moment you mean.
      </p>
      <h2>What it is not</h2>
      <p>
        It is not a copy of any product. Where we say what happens, it happens in this design. A
        claim about a real system is made only with its source and date.
      </p>
      <h2>Privacy</h2>
      <p>
        Nothing you do here leaves your device. There is no server, no account and no tracking; your
        progress is kept by your own browser.
      </p>
    </article>
  );
}
