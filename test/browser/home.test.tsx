/** The first page in a real browser with its real worker: sixty seconds, by mouse, keyboard and touch. */
import { page, userEvent } from 'vitest/browser';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import HomePage from '../../src/app/home/HomePage.tsx';
import { chooseTheme } from '../../src/app/theme/index.ts';
import { violationsOf } from './accessibility.ts';
import '../../src/app/theme/tokens.css';
import '../../src/app/theme/base.css';
import '../../src/app/home/first-frame.css';

const WIDE: [number, number] = [1440, 900];
const NARROW: [number, number] = [390, 844];
const LEAST: [number, number] = [320, 640];
const SLOW = 60_000;

async function show(size: [number, number]) {
  await page.viewport(...size);
  return render(
    <Router hook={useHashLocation}>
      <main>
        <HomePage />
      </main>
    </Router>,
  );
}

const button = (name: string | RegExp) => page.getByRole('button', { name });
const beat = (name: string) => expect.element(page.getByText(name)).toBeVisible();

/** As for those who asked their system for less motion: every take jumps to its end. */
function withoutMotion(): void {
  const real = window.matchMedia.bind(window);
  vi.spyOn(window, 'matchMedia').mockImplementation((query) => {
    const list = real(query);
    if (query.includes('reduced-motion')) Object.defineProperty(list, 'matches', { value: true });
    return list;
  });
}

afterEach(() => {
  vi.restoreAllMocks();
  chooseTheme('system');
});

const widthOver = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

describe('the first surprise', () => {
  test(
    'comes after three taps, at most thirty words, and in time',
    async () => {
      await show(WIDE);
      const words = new Set<string>();
      const read = () => {
        for (const element of document.querySelectorAll<HTMLElement>(
          '.home-title, .home-draft, .home-send, .home-says *',
        )) {
          if (element.children.length > 0 && !element.matches('button, .home-title')) continue;
          if (!(element instanceof HTMLElement)) continue;
          const text = element.innerText.replace(/\s+/g, ' ').trim();
          if (text !== '' && text !== 'Message') words.add(text);
        }
      };
      read();
      const startedAtMs = performance.now();
      await userEvent.click(button('Send'));
      await beat('Ben has it.');
      read();
      await expect.element(button('Cut Ben’s signal')).toBeVisible();
      read();
      await userEvent.click(button('Cut Ben’s signal'));
      await beat('What will Ana see?');
      read();
      await userEvent.click(button('One tick'));
      await beat('Two ticks. Ben’s phone is empty.');
      const elapsedMs = performance.now() - startedAtMs;
      const count = [...words].join(' ').split(' ').length;
      expect(count, [...words].join(' | ')).toBeLessThanOrEqual(30);
      // What is left of 25 seconds is for reading and for pressing.
      expect(elapsedMs).toBeLessThan(25_000);
    },
    SLOW,
  );

  test('Send can be pressed as soon as the page is drawn, and a message is on its way', async () => {
    await show(NARROW);
    await userEvent.click(button('Send'));
    await expect.element(page.getByText('Meet at six?')).toBeVisible();
    await expect.poll(() => document.querySelectorAll('.home-token').length).toBeGreaterThan(0);
  });
});

describe.each([
  ['all ten beats at 1440 px, light', WIDE, 'light', true],
  ['the first seven at 390 px, dark', NARROW, 'dark', false],
] as const)('%s', (_name, size, theme, isWhole) => {
  test(
    'can be walked through, and axe finds nothing in any of them',
    async () => {
      withoutMotion();
      chooseTheme(theme);
      const { container } = await show(size);
      const flawless = async () => {
        // Colours fade in; axe must see what a reader sees.
        await new Promise((done) => setTimeout(done, 700));
        expect(await violationsOf(container)).toEqual([]);
        expect(widthOver()).toBeLessThanOrEqual(0);
      };
      await flawless();
      await userEvent.click(button('Send'));
      await expect.element(button('Cut Ben’s signal')).toBeVisible();
      await flawless();
      await userEvent.click(button('Cut Ben’s signal'));
      await beat('What will Ana see?');
      await flawless();
      await userEvent.click(button('Two ticks'));
      await beat('You said so.');
      await flawless();
      await userEvent.click(button('Delivered. Why?'));
      await beat('Ben’s phone never said so.');
      await new Promise((done) => setTimeout(done, 2500));
      await flawless();
      await userEvent.click(button('Change the rule'));
      await userEvent.click(page.getByRole('radio', { name: 'Ben’s phone says so' }));
      await beat('One tick, and it is true.');
      await flawless();
      // A thousand runs take the same time at any width: once is enough.
      if (!isWhole) return;
      await userEvent.click(button('Run 1,000'));
      await expect
        .element(page.getByText(/^No tick lies any more/), { timeout: SLOW })
        .toBeVisible();
      await beat('No false tick in 1,000 runs: the true rate is likely below 0.3 %.');
      await flawless();
      await userEvent.click(button('Open a red run').nth(1));
      await expect.element(page.getByText(/made as short as it can be/)).toBeVisible();
      await expect
        .poll(() => document.querySelectorAll('[aria-live] ol li').length, { timeout: 20_000 })
        .toBeLessThanOrEqual(5);
      await expect.element(page.getByRole('link', { name: /Mend it/ })).toBeVisible();
      await flawless();
    },
    2 * SLOW,
  );
});

test(
  'the keyboard alone is enough: what is asked next has the focus',
  async () => {
    withoutMotion();
    await show(WIDE);
    (button('Send').element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(button('Cut Ben’s signal')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(button('Clock')).toHaveFocus();
    await userEvent.keyboard('{Tab}{Enter}');
    await beat('Two ticks. Ben’s phone is empty.');
    await expect.element(button(/^Tap the ticks/)).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(button('Change the rule')).toHaveFocus();
    await userEvent.keyboard('{Enter}{Tab}');
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(button('Run 1,000')).toHaveFocus();
  },
  SLOW,
);

test('at 320 px nothing sticks out sideways', async () => {
  await show(LEAST);
  expect(widthOver()).toBeLessThanOrEqual(0);
  expect(button('Send').element().getBoundingClientRect().bottom).toBeLessThan(LEAST[1]);
});

test('what happens on the phones is told to those who cannot see them', async () => {
  withoutMotion();
  await show(WIDE);
  await userEvent.click(button('Send'));
  const log = page.getByRole('log', { name: 'What the phones show' });
  await expect.element(log).toHaveTextContent('Ana’s phone shows “Meet at six?” with one tick.');
});
