/** scratch */
import { renderToStaticMarkup } from 'react-dom/server';
import { test } from 'vitest';
import { Hero, HeroTitle } from '../../../src/app/home/Hero.tsx';
import { FIRST_FRAME } from '../../../src/app/home/hero-frame.ts';
test('x', () => {
  console.log(
    '@@' +
      renderToStaticMarkup(
        <section className="home-hero">
          <HeroTitle />
          <Hero frame={FIRST_FRAME} />
        </section>,
      ) +
      '@@',
  );
});
