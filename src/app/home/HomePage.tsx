/** The first page. Its first frame needs no simulation; that arrives when a person stirs. */
import { Suspense, useEffect, useState } from 'react';
import { ErrorBoundary, useTitle } from '../shell/index.ts';
import { Contents } from './Contents.tsx';
import { FIRST_FRAME } from './hero-frame.ts';
import { Hero, HeroTitle } from './Hero.tsx';
import { loadStory, Story } from './load-story.ts';

const STIRS = ['pointermove', 'pointerdown', 'touchstart', 'keydown', 'wheel', 'scroll'] as const;

/** Fetches the simulation at the first sign of life, so that it is there when Send is pressed. */
function useEarlyLoad(): void {
  useEffect(() => {
    const stop = () => STIRS.forEach((type) => window.removeEventListener(type, stir));
    const stir = () => {
      stop();
      // Should it fail, pressing Send tries again and says so.
      loadStory().catch(() => undefined);
    };
    STIRS.forEach((type) => window.addEventListener(type, stir, { passive: true }));
    return stop;
  }, []);
}

export default function HomePage() {
  useTitle('');
  useEarlyLoad();
  const [isPressed, setPressed] = useState(false);
  const still = <Hero frame={FIRST_FRAME} onSend={() => setPressed(true)} isSending={isPressed} />;
  return (
    <>
      <section className="home-hero">
        <HeroTitle />
        {isPressed ? (
          <ErrorBoundary part="The simulation">
            <Suspense fallback={still}>
              <Story />
            </Suspense>
          </ErrorBoundary>
        ) : (
          still
        )}
      </section>
      <Contents />
    </>
  );
}
