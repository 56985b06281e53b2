/** Catches what a part of the screen throws, and says in one sentence what happened and what to do. */
import { Component, type ReactNode } from 'react';
import { Button } from '../theme/index.ts';
import styles from './ErrorBoundary.module.css';

interface Props {
  /** The part of the screen it guards, in words: "This page", "The map". */
  readonly part: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
}

const LOADING = /dynamically imported module|module script failed|Loading chunk/i;

/** What to tell: a file that would not load is not a fault of the program. */
export function sentenceFor(error: Error, part: string): string {
  if (LOADING.test(error.message)) {
    return `${part} could not be loaded. Check your connection and try again.`;
  }
  return `${part} stopped because of a fault in the program: ${error.message.slice(0, 200)}`;
}

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <section role="alert" className={styles.box}>
        <p>{sentenceFor(error, this.props.part)}</p>
        <div className={styles.ways}>
          <Button look="primary" onClick={() => this.setState({ error: null })}>
            Try again
          </Button>
          <Button onClick={() => window.location.reload()}>Reload the page</Button>
        </div>
      </section>
    );
  }
}
