/** What this is, what it is not, and for every component what it models and what it leaves out. */
import { COMPONENT_KINDS, components, type ComponentKind } from '../../models/index.ts';
import { KIND_FACES } from '../theme/index.ts';
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
      <h2>What each part models, and what it leaves out</h2>
      <p>
        A model is useful for what it leaves out, as long as it says so. Open a part to read its
        limits and whose figures it uses.
      </p>
      {COMPONENT_KINDS.map((kind) => (
        <FidelityOf key={kind} kind={kind} />
      ))}
      <h2>Made with</h2>
      <p>
        React, React Flow, XState, d3, zustand, wouter, seedrandom and Lucide icons. The code is
        under the MIT licence, the lessons under CC BY 4.0.
      </p>
    </article>
  );
}

function FidelityOf({ kind }: { kind: ComponentKind }) {
  const { label, Icon, colour } = KIND_FACES[kind];
  const { models, leavesOut, assumes, sources } = components[kind].fidelity;
  return (
    <details className={styles.part}>
      <summary>
        <Icon size={18} style={{ color: colour }} />
        {label}
      </summary>
      <h3>Models</h3>
      <Lines lines={models} />
      <h3>Leaves out</h3>
      <Lines lines={leavesOut} />
      <h3>Assumes</h3>
      <p>{assumes}</p>
      <h3>Sources</h3>
      <Lines lines={sources} />
    </details>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
