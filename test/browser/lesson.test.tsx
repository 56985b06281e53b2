/** Lesson L08 in a real browser, from its hook to its last line, with the engine in its worker. */
import { page, userEvent } from 'vitest/browser';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { App } from '../../src/app/shell/index.ts';
import { violationsOf } from './accessibility.ts';
import '../../src/app/theme/tokens.css';
import '../../src/app/theme/base.css';

const WIDE: [number, number] = [1440, 900];
const PHONE: [number, number] = [390, 844];
const LEAST: [number, number] = [320, 640];

const rail = (name: string) =>
  page.getByRole('navigation', { name: 'Beats of the lesson' }).getByRole('button', { name });
const card = (kind: string, nth = 0) =>
  document.querySelectorAll<HTMLElement>(`[data-kind="${kind}"]`)[nth]!;
const settled = () => new Promise((done) => setTimeout(done, 350));

/** The radio with this label, chosen as by a finger. */
async function choose(text: string): Promise<void> {
  await userEvent.click(page.getByText(text, { exact: true }), { force: true });
}

async function open(size: [number, number], beat = ''): Promise<void> {
  await page.viewport(...size);
  const search = beat === '' ? '' : `?beat=L08.${beat}`;
  window.history.replaceState(null, '', `${window.location.pathname}${search}#/lesson/L08`);
  await render(<App />);
  await expect.element(rail('Hook')).toBeVisible();
}

beforeEach(() => localStorage.clear());
afterEach(() => window.history.replaceState(null, '', window.location.pathname));

test(
  'from the hook to an accepted design, and what is kept of it',
  { timeout: 90_000 },
  async () => {
    await open(WIDE);
    await expect
      .element(page.getByRole('heading', { name: 'What does each tick prove?' }))
      .toBeVisible();
    await userEvent.click(page.getByRole('article').getByRole('button', { name: 'Predict' }));
    await choose('One tick.');
    await choose('Certain');
    expect(window.location.search).toBe('?beat=L08.predict');

    // Run: only what was predicted; paused before the surprise; then the verdict.
    await userEvent.click(rail('Run'));
    const runs = page.getByRole('article').getByRole('button', { name: 'Run', exact: true });
    await expect.element(runs.nth(0)).toBeEnabled();
    await expect.element(runs.nth(1)).toBeDisabled();
    await userEvent.click(runs.nth(0));
    await userEvent.click(page.getByRole('button', { name: 'Skip ahead' }));
    await expect.element(page.getByText('It stands just before the surprise.')).toBeVisible();
    expect(document.body.textContent).not.toContain('You said');
    await userEvent.click(page.getByRole('button', { name: 'Show what happens' }));
    await expect.element(page.getByText('The event that decides')).toBeVisible();
    expect(card('run').textContent).toMatch(/You saidOne tick\. \(certain\)/);
    expect(card('run').textContent).toMatch(/It didTwo ticks, and no phone but her own/);

    // Explain: a wrong cause is answered, and the record is shown.
    await userEvent.click(rail('Explain'));
    await userEvent.click(page.getByRole('button', { name: /confirmed the packet by TCP/ }));
    await expect.element(page.getByText(/TCP answers for the operating system/)).toBeVisible();
    await expect.element(page.getByText('The record that decides')).toBeVisible();

    // Investigate: both futures, and what differs in words and numbers.
    await userEvent.click(rail('Investigate'));
    const differs = page.getByRole('button', { name: 'I have looked: what differs?' });
    await userEvent.click(differs.first());
    await expect.element(page.getByRole('group', { name: 'Numbers that differ' })).toBeVisible();

    // Fix: a near-miss by its name, then a design that holds.
    await userEvent.click(rail('Fix'));
    for (const value of ['device ack', 'highest']) await choose(value);
    await userEvent.click(page.getByRole('button', { name: 'Try it on 50 seeds' }));
    await expect.element(page.getByText('Only the second tick is mended.')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'See it' }).first());
    await expect.element(page.getByText('seed L08/1', { exact: true })).toBeVisible();
    for (const value of ['server ack', 'store']) await choose(value);
    await userEvent.click(page.getByRole('button', { name: 'Try it on 50 seeds' }));
    await expect.element(page.getByText(/^Accepted\. /)).toBeVisible();

    // Back is the beat before; the hook tells what was kept.
    window.history.back();
    await expect.element(rail('Investigate')).toHaveAttribute('aria-current', 'step');
    await userEvent.click(rail('Hook'));
    await expect.element(page.getByText('Kept by your design.').first()).toBeVisible();
    await expect
      .element(page.getByText(/0 of 1 came true\. Of 1 that you were certain of, 0 did\./))
      .toBeVisible();
    expect(Object.keys(localStorage).some((name) => name.startsWith('two-ticks/lesson/L08/'))).toBe(
      true,
    );
  },
);

test('by keyboard alone: a beat, an option, a run', async () => {
  await open(WIDE, 'run');
  await expect.element(page.getByRole('heading', { name: 'Run', exact: true })).toBeVisible();
  page.getByRole('radio').first().element().focus();
  await userEvent.keyboard('{ArrowDown}');
  const run = page.getByRole('article').getByRole('button', { name: 'Run', exact: true }).first();
  await expect.element(run).toBeEnabled();
  run.element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('region', { name: 'Playback' })).toBeVisible();
  rail('Say it').element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('heading', { name: 'Say it', exact: true })).toHaveFocus();
});

const BEATS = ['hook', 'predict', 'run', 'explain', 'investigate', 'fix', 'say'];

test.each([WIDE, PHONE, LEAST])(
  '%i by %i: nothing sticks out, and axe has nothing to say',
  async (...size) => {
    await open(size as [number, number]);
    const article = () => document.querySelector('[data-beat]');
    for (const [place, beat] of BEATS.entries()) {
      const steps = page
        .getByRole('navigation', { name: 'Beats of the lesson' })
        .getByRole('button');
      await userEvent.click(steps.nth(place));
      await expect.poll(() => article()?.getAttribute('data-beat')).toBe(beat);
      await settled();
      expect(document.documentElement.scrollWidth, beat).toBeLessThanOrEqual(size[0]!);
      expect(await violationsOf(document.querySelector('main')!), beat).toEqual([]);
    }
  },
);

test('a lesson that is not written says so, and what there is', async () => {
  await page.viewport(...WIDE);
  window.history.replaceState(null, '', `${window.location.pathname}#/lesson/L03`);
  await render(<App />);
  await expect.element(page.getByRole('heading', { name: /no lesson “L03” yet/ })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'L08' })).toBeVisible();
});

test('a broken file leaves the lesson as it is, and tells line and column', async () => {
  await open(WIDE, 'predict');
  await choose('A clock.');
  const file = new File(['---\nid: L99\ntitel: Oops\n---\n'], 'mine.md', { type: 'text/markdown' });
  const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
  const chosen = new DataTransfer();
  chosen.items.add(file);
  input.files = chosen.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await expect.element(page.getByRole('dialog')).toHaveTextContent(/mine\.md:3:1/);
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('radio', { name: 'A clock.' })).toBeChecked();
});
