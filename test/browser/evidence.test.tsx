/** The whole way with the real worker: a run on screen, its evidence, a sweep, a link that opens it. */
import { StrictMode } from 'react';
import { Route, Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { createEngine } from '../../src/app/engine/index.ts';
import { EVIDENCE_TABS, EvidenceDock, type EvidenceTab } from '../../src/app/dock/index.ts';
import { Playback, PlaybackProvider } from '../../src/app/playback/index.ts';
import { shareLink } from '../../src/app/share/index.ts';
import SharedRunPage from '../../src/app/share/SharedRunPage.tsx';
import { Transport } from '../../src/app/transport/index.ts';
import { homeOrder } from '../app/engine/orders.ts';
import { violationsOf } from './accessibility.ts';
import '../../src/app/theme/tokens.css';
import '../../src/app/theme/base.css';

let playback: Playback | undefined;
afterEach(() => {
  playback?.dispose();
  delete document.documentElement.dataset['theme'];
});

async function shown(tab: EvidenceTab) {
  playback = new Playback(createEngine());
  await playback.load(homeOrder());
  playback.seekTime(6_050_000);
  const screen = await render(
    <StrictMode>
      <PlaybackProvider playback={playback}>
        <main style={{ height: 600, display: 'flex', flexDirection: 'column' }}>
          <Transport />
          <EvidenceDock tab={tab} />
        </main>
      </PlaybackProvider>
    </StrictMode>,
  );
  return { screen, playback };
}

describe.each(EVIDENCE_TABS)('the tab %s', (tab) => {
  test.each(['light', 'dark'])('breaks no rule of accessibility, %s', async (theme) => {
    document.documentElement.dataset['theme'] = theme;
    await page.viewport(1280, 720);
    const { screen } = await shown(tab);
    await expect.element(screen.getByRole('tab', { selected: true })).toBeVisible();
    // Charts come a moment later.
    await new Promise((resolve) => setTimeout(resolve, tab === 'charts' ? 1500 : 200));
    expect(await violationsOf(screen.container)).toEqual([]);
  });
});

describe('on a phone', () => {
  test('the bar is compact, everything else is one press away, and nothing sticks out', async () => {
    await page.viewport(390, 780);
    const { screen } = await shown('story');
    await expect.element(screen.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    await screen.getByRole('button', { name: 'Speed, seed, futures and more' }).click();
    await expect.element(screen.getByRole('textbox', { name: 'Seed' })).toBeVisible();
    await page.viewport(1280, 720);
  });
});

describe('a thousand runs', () => {
  test('fill in live, tell the smallest story of a broken one, and load it', async () => {
    await page.viewport(1280, 720);
    const { screen, playback: run } = await shown('runs');
    await screen.getByRole('combobox', { name: 'How many runs' }).selectOptions('100 runs');
    await screen.getByRole('button', { name: 'Run 100 times' }).click();
    await expect.element(screen.getByText(/100 of 100 runs/), { timeout: 20_000 }).toBeVisible();
    await screen
      .getByRole('button', { name: /^\d+ honest-ticks$/ })
      .first()
      .click();
    await screen.getByRole('button', { name: 'Watch this story' }).click({ timeout: 15_000 });
    await expect.poll(() => run.branch?.name).toMatch(/^Run \d+, shortest$/);
    await expect
      .poll(() => run.branch?.verdicts.some((each) => each.verdict === 'broken'))
      .toBe(true);
    expect(run.store.getState().playing).toBe(false);
  });
});

describe('a link', () => {
  const open = (path: string) => {
    const { hook } = memoryLocation({ path });
    return render(
      <StrictMode>
        <Router hook={hook}>
          <Route path="/run/:code" component={SharedRunPage} />
        </Router>
      </StrictMode>,
    );
  };

  test('opens the same moment of the same run, and says so', async () => {
    const { playback: run } = await shown('story');
    await run.edit({ do: 'crash', node: 'server-7' });
    run.seekTime(7_000_500);
    const link = (await shareLink(run))!;
    expect(link.length).toBeLessThan(4000);
    const code = link.split('#/run/')[1]!;
    const screen = await open(`/run/${code}`);
    await expect
      .element(screen.getByText(/^Reproduced exactly, stopped at 7,000\.500 ms\.$/), {
        timeout: 10_000,
      })
      .toBeVisible();
  });

  test('that is damaged opens the page with one sentence and a way on', async () => {
    const screen = await open('/run/AAAA_not_a_run_AAAA');
    await expect
      .element(screen.getByRole('alert').getByText(/^The link is damaged: /))
      .toBeVisible();
    await expect.element(screen.getByRole('link', { name: 'To the start page' })).toBeVisible();
  });
});
