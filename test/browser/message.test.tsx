/** The stage on real runs: a message held up or lost from its inspector, and another deployment. */
import { page, userEvent } from 'vitest/browser';
import { describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { Inspector } from '../../src/app/inspector/index.ts';
import { Playback, PlaybackProvider } from '../../src/app/playback/index.ts';
import { Stage } from '../../src/app/stage/index.ts';
import { designFor, fanOutScenario, partitionScenario } from '../../src/scenarios/index.ts';
import { InlineEngine } from '../app/engine/inline-engine.ts';
import { homeOrder } from '../app/engine/orders.ts';
import { violationsOf } from './accessibility.ts';
import '../../src/app/theme/tokens.css';
import '../../src/app/theme/base.css';

async function show(size: [number, number] = [1280, 800]) {
  const playback = new Playback(new InlineEngine());
  await playback.load(homeOrder());
  await page.viewport(...size);
  const complaints: string[] = [];
  window.addEventListener('error', ({ message }) => complaints.push(message));
  const { container } = await render(
    <main style={{ display: 'flex', height: '100dvh' }}>
      <PlaybackProvider playback={playback}>
        <Stage />
        <Inspector />
      </PlaybackProvider>
    </main>,
  );
  return { playback, container, complaints };
}

const names = (playback: Playback) => playback.store.getState().branches.map(({ name }) => name);

test('a message is delayed from its inspector, in a branch, and the delay is taken back', async () => {
  const { playback, container } = await show();
  playback.seekTime(20_000_000);
  playback.seekTime(2_050_000);
  playback.select({ kind: 'message', message: 'ana/m1' });
  const panel = page.getByRole('complementary', { name: 'Inspector' });
  await userEvent.click(panel.getByRole('button', { name: /^Delay it/ }).first());
  await expect.poll(() => names(playback)).toHaveLength(2);
  await expect.element(panel.getByText('Done to it in this future')).toBeVisible();
  expect(playback.store.getState().selection).toMatchObject({ kind: 'message' });
  await new Promise((done) => setTimeout(done, 500));
  expect(await violationsOf(container)).toEqual([]);
  await userEvent.click(panel.getByRole('button', { name: 'Take it back' }));
  await expect.poll(() => playback.branch?.name).toBe('This run');
  await expect.element(panel.getByText('Done to it in this future')).not.toBeInTheDocument();
});

describe('another deployment on the same stage', () => {
  test.each([
    ['the map', [1280, 800]],
    ['the narrow stage', [390, 844]],
  ] as const)('%s draws the new nodes and forgets the old ones', async (_name, size) => {
    const { playback, complaints } = await show([...size]);
    const deployments = [
      fanOutScenario(),
      partitionScenario,
      fanOutScenario(5),
      homeOrder().scenario,
    ];
    for (const scenario of deployments) {
      await playback.load({
        ...homeOrder(),
        scenario,
        design: designFor(scenario),
        plan: { items: [] },
      });
      await new Promise((done) => setTimeout(done, 150));
      expect(document.body.textContent).not.toContain('stopped because of a fault');
      for (const element of document.querySelectorAll('[data-node]')) {
        const at = Number(element.getAttribute('data-node'));
        expect(scenario.nodes[at], `node ${at}`).toBeDefined();
      }
    }
    expect(complaints).toEqual([]);
  });
});
