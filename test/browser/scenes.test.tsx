/** The three scenes in a real browser: computed in the worker, one knob each, nothing wrong for axe. */
import { page, userEvent } from 'vitest/browser';
import { afterEach, describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { Route, Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import ScenePage from '../../src/app/scenes/ScenePage.tsx';
import { chooseTheme } from '../../src/app/theme/index.ts';
import { violationsOf } from './accessibility.ts';
import '../../src/app/theme/tokens.css';
import '../../src/app/theme/base.css';

const WIDE: [number, number] = [1440, 900];
const NARROW: [number, number] = [390, 844];
const LEAST: [number, number] = [320, 640];
const SLOW = 60_000;

async function show(id: string, size: [number, number]) {
  await page.viewport(...size);
  window.location.hash = `#/scene/${id}`;
  const screen = await render(
    <Router hook={useHashLocation}>
      <main>
        <Route path="/scene/:id" component={ScenePage} />
      </main>
    </Router>,
  );
  return screen;
}

const moment = (name: string | RegExp) => page.getByRole('button', { name });
const settled = () => new Promise((done) => setTimeout(done, 700));

afterEach(() => {
  window.location.hash = '';
  chooseTheme('system');
});

describe.each([
  ['partition', 'The network tears'],
  ['storm', 'The server dies'],
  ['fan-out', 'Ana sends'],
])('%s', (id, first) => {
  test.each([
    ['1440 px, light', WIDE, 'light'],
    ['390 px, dark', NARROW, 'dark'],
  ] as const)(
    'has nothing wrong for axe at %s, and stands before its first moment',
    async (_name, size, theme) => {
      chooseTheme(theme);
      const { container } = await show(id, size);
      await expect.element(moment(new RegExp(`^${first}`)), { timeout: SLOW }).toBeVisible();
      await expect.element(moment(new RegExp(`^${first}`))).toHaveAttribute('aria-current', 'step');
      await settled();
      expect(await violationsOf(container)).toEqual([]);
      const { scrollWidth, clientWidth } = document.documentElement;
      expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    },
    SLOW,
  );
});

test(
  'at 320 px nothing sticks out sideways',
  async () => {
    await show('partition', LEAST);
    await expect.element(moment(/^The network tears/), { timeout: SLOW }).toBeVisible();
    const { scrollWidth, clientWidth } = document.documentElement;
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  },
  SLOW,
);

test(
  'both sides of the tear tell what they believe, and the healing closes it',
  async () => {
    await show('partition', WIDE);
    const board = page.getByRole('region', { name: 'Two beliefs' });
    await userEvent.click(moment(/^Ben writes on his side/));
    await expect.element(board).toHaveTextContent('“Ben is at server 7.”');
    await expect.element(board).toHaveTextContent('“Ben is connected to me.”');
    await expect.element(board).toHaveTextContent(/The tear has swallowed \d+ packets/);
    await userEvent.click(page.getByRole('radio', { name: '60 s' }));
    await expect.element(moment(/^Redis forgets/)).not.toBeInTheDocument();
  },
  SLOW,
);

test(
  'with jitter half of the phones are back long before those without',
  async () => {
    await show('storm', WIDE);
    const table = page.getByRole('table');
    await expect.element(table, { timeout: SLOW }).toHaveTextContent('not yet');
    await userEvent.click(page.getByRole('radio', { name: 'with jitter' }));
    await expect
      .element(page.getByRole('columnheader', { name: 'with jitter' }), { timeout: SLOW })
      .toBeVisible();
    await expect.poll(() => table.element().querySelectorAll('td').length).toBe(6);
  },
  SLOW,
);

test(
  'more members, more receipts',
  async () => {
    await show('fan-out', WIDE);
    const numbers = page.getByRole('region', { name: 'The fan-out in numbers' });
    await expect.element(numbers, { timeout: SLOW }).toHaveTextContent('98receipts to Ana’s phone');
    const slider = page.getByRole('slider', { name: 'Members of the group' });
    (slider.element() as HTMLInputElement).focus();
    await userEvent.keyboard('{Home}');
    await expect.element(numbers, { timeout: SLOW }).toHaveTextContent('4receipts to Ana’s phone');
  },
  SLOW,
);
