/** The capacity sheet and its storm, and the benches, with real workers. */
import { StrictMode, type ComponentType } from 'react';
import { page, userEvent } from 'vitest/browser';
import { afterEach, describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import BenchPage from '../../src/app/bench/BenchPage.tsx';
import ScalePage from '../../src/app/scale/ScalePage.tsx';
import { chooseTheme } from '../../src/app/theme/index.ts';
import { violationsOf } from './accessibility.ts';
import '../../src/app/theme/tokens.css';
import '../../src/app/theme/base.css';

const WIDE: [number, number] = [1440, 900];
const NARROW: [number, number] = [390, 844];
const SLOW = 60_000;
const PATIENCE = { timeout: 40_000 };

async function show(Page: ComponentType, size: [number, number]) {
  await page.viewport(...size);
  return render(
    <StrictMode>
      <main>
        <Page />
      </main>
    </StrictMode>,
  );
}

const button = (name: string | RegExp) => page.getByRole('button', { name });

const size = (name: string) => page.getByRole('radio', { name });

afterEach(async () => {
  chooseTheme('system');
  await page.viewport(...WIDE);
});

async function runStorm() {
  await size('20,000').click();
  await button('Run the storm').click();
  await expect.element(page.getByText('Busiest second', { exact: true }), PATIENCE).toBeVisible();
}

describe('a million phones', () => {
  test.each([
    ['1440 px, light', WIDE, 'light'],
    ['390 px, dark', NARROW, 'dark'],
  ] as const)(
    'the storm of the sheet at %s: figures, nothing wrong for axe, nothing sticks out',
    async (_name, size, theme) => {
      chooseTheme(theme);
      const { container } = await show(ScalePage, size);
      await runStorm();
      await expect.element(page.getByText(/scaled x 5000$/).last()).toBeVisible();
      expect(await violationsOf(container)).toEqual([]);
      const { scrollWidth, clientWidth } = document.documentElement;
      expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    },
    SLOW,
  );

  test('an assumption that changes moves the figures that follow from it', async () => {
    await show(ScalePage, WIDE);
    await expect.element(page.getByText('1,000', { exact: true }).first()).toBeVisible();
    await page.getByLabelText('Sockets a server').fill('50000');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('2,000', { exact: true }).first()).toBeVisible();
  });

  test(
    'a storm that is stopped leaves the page as it was, at once',
    async () => {
      await show(ScalePage, WIDE);
      await size('1,000,000').click();
      await button('Run the storm').click();
      await expect.element(page.getByRole('progressbar')).toBeVisible();
      const pressedAtMs = performance.now();
      await button('Stop').click();
      await expect.element(button('Run the storm')).toBeVisible();
      expect(performance.now() - pressedAtMs).toBeLessThan(5000);
    },
    SLOW,
  );
});

test(
  'the benches run one after another, and stop when they are told to',
  async () => {
    const { container } = await show(BenchPage, NARROW);
    await button('Run all benches').click();
    await expect.element(page.getByText(/Measuring machine;/), PATIENCE).toBeVisible();
    await expect.element(page.getByText(/^[\d.]+ x$/).first()).toBeVisible();
    await button('Stop').click();
    await expect.element(button('Run all benches')).toBeVisible();
    expect(await violationsOf(container)).toEqual([]);
  },
  SLOW,
);
