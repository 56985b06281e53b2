// @vitest-environment jsdom
/** The page that index.html holds before any script is the page that the scripts draw first. */
import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { FIRST_FRAME } from '../../../src/app/home/hero-frame.ts';
import { Hero, HeroTitle } from '../../../src/app/home/Hero.tsx';

const page = new DOMParser().parseFromString(readFileSync('index.html', 'utf8'), 'text/html');

/** One line an element: its tag, its attributes by name, its own words. */
function outline(element: Element, depth = 0): string[] {
  const attributes = [...element.attributes]
    .map(({ name, value }) => `${name}="${value}"`)
    .sort((one, other) => (one < other ? -1 : 1));
  const words = [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.textContent?.replace(/\s+/g, ' ').trim() ?? '')
    .filter(Boolean);
  const line = [element.tagName.toLowerCase(), ...attributes, ...words].join(' ');
  return [
    '  '.repeat(depth) + line,
    ...[...element.children].flatMap((child) => outline(child, depth + 1)),
  ];
}

describe('the first frame', () => {
  test('is in index.html as the components draw it', () => {
    const drawn = renderToStaticMarkup(
      <section className="home-hero">
        <HeroTitle />
        <Hero frame={FIRST_FRAME} />
      </section>,
    );
    const live = new DOMParser().parseFromString(drawn, 'text/html').querySelector('.home-hero')!;
    const still = page.querySelector('#root .home-hero')!;
    expect(outline(still)).toEqual(outline(live));
  });

  test('shows the typed question and a button that is not live yet', () => {
    expect(page.querySelector('.home-draft')?.textContent).toBe('Meet at six?');
    expect(page.querySelector('.home-send')?.hasAttribute('disabled')).toBe(true);
  });
});
