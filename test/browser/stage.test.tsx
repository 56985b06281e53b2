/** The stage in a real browser: by keyboard, by touch, in both themes, with two hundred tokens. */
import { act } from '@testing-library/react';
import { page, userEvent } from 'vitest/browser';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { Inspector } from '../../src/app/inspector/index.ts';
import { PlaybackProvider, type Playback } from '../../src/app/playback/index.ts';
import { CommandPalette } from '../../src/app/shell/CommandPalette.tsx';
import { Stage } from '../../src/app/stage/index.ts';
import { chooseTheme } from '../../src/app/theme/index.ts';
import { playbackOf, TOPOLOGY } from '../app/fixture.ts';
import { delivered, lied } from '../app/fixture-story.ts';
import { violationsOf } from './accessibility.ts';
import '../../src/app/theme/tokens.css';
import '../../src/app/theme/base.css';

const WIDE: [number, number] = [1280, 800];
const NARROW: [number, number] = [390, 844];
const LEAST: [number, number] = [320, 640];

async function show(playback: Playback, size: [number, number] = WIDE) {
  await page.viewport(...size);
  const screen = await render(
    <main style={{ display: 'flex', height: '100dvh' }}>
      <h1 className="heard">Stage</h1>
      <PlaybackProvider playback={playback}>
        <Stage drafts={{ ana: 'Meet at six?' }} />
        <Inspector />
      </PlaybackProvider>
      <CommandPalette />
    </main>,
  );
  return screen;
}

const node = (name: string) =>
  document.querySelector<HTMLElement>(`[data-node="${TOPOLOGY.indexOf(name)}"]`)!;

const settled = () => new Promise((done) => setTimeout(done, 350));

afterEach(() => chooseTheme('system'));

describe('the map', () => {
  test('draws every node at a readable size, and nothing sticks out sideways', async () => {
    const { playback } = playbackOf(delivered().branch());
    await show(playback);
    await expect
      .element(page.getByRole('button', { name: /^server-1, Chat server/ }))
      .toBeVisible();
    for (const { name } of TOPOLOGY.nodes) {
      const box = node(name).getBoundingClientRect();
      expect(box.left, name).toBeGreaterThanOrEqual(0);
      expect(box.right, name).toBeLessThanOrEqual(WIDE[0]);
    }
    expect(document.querySelectorAll('.react-flow__edge')).toHaveLength(16);
  });

  test('a click opens a node, Escape closes it and gives the focus back', async () => {
    const { playback } = playbackOf(delivered().branch());
    await show(playback);
    await userEvent.click(page.getByRole('button', { name: /^redis, Redis/ }));
    const panel = page.getByRole('complementary', { name: 'Inspector' });
    await expect.element(panel.getByRole('heading', { name: 'redis' })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(panel).not.toBeInTheDocument();
    expect(document.activeElement).toBe(node('redis'));
  });

  test('arrow keys walk over the nodes, Enter opens, F asks what can happen', async () => {
    const { playback } = playbackOf(delivered().branch());
    const edit = vi.spyOn(playback, 'edit');
    await show(playback);
    await expect.element(page.getByRole('button', { name: /^balancer/ })).toBeVisible();
    node('balancer').focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement).toBeOneOf([node('server-1'), node('server-2')]);
    await userEvent.keyboard('f');
    await expect.element(page.getByRole('menuitem', { name: 'Look inside' })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(edit).toHaveBeenCalledWith({ do: 'crash', node: expect.stringMatching(/^server-/) });
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
  });

  test('a fault taken from the tray strikes the node that is chosen next', async () => {
    const { playback } = playbackOf(delivered().branch());
    const edit = vi.spyOn(playback, 'edit');
    await show(playback);
    await userEvent.click(page.getByRole('button', { name: 'Break something' }));
    await userEvent.click(page.getByRole('button', { name: 'Pause' }));
    await userEvent.click(page.getByRole('button', { name: /^cassandra, Cassandra/ }));
    expect(edit).toHaveBeenCalledWith({ do: 'pause', node: 'cassandra' });
    expect(playback.store.getState().selection).toBeNull();
  });

  test('a token can be clicked, and tells its causes back to the tap', async () => {
    const branch = delivered().branch();
    const published = [...branch.view.columns.kind.subarray(0, branch.view.length)].findIndex(
      (_kind, at) => branch.view.columns.c[at] === 60_000,
    );
    const { playback } = playbackOf(branch, published + 1);
    await show(playback);
    await userEvent.click(page.getByText('1 on the way'));
    await userEvent.click(page.getByRole('button', { name: 'publish: Ana to server-1' }));
    const panel = page.getByRole('complementary', { name: 'Inspector' });
    await expect.element(panel.getByRole('heading', { name: 'Publish' })).toBeVisible();
    await expect.element(panel.getByText('Ana types “Meet at six?”.')).toBeVisible();
    await expect.element(panel.getByRole('button', { name: 'Lose it' })).toBeVisible();
  });
});

describe('a phone', () => {
  test('sends what is typed into it, and keeps nothing in the box', async () => {
    const { playback } = playbackOf(delivered().branch());
    const edit = vi.spyOn(playback, 'edit');
    await show(playback);
    const box = page.getByRole('textbox', { name: 'Message from Ben' });
    await userEvent.fill(box, 'Six is fine');
    await userEvent.keyboard('{Enter}');
    expect(edit).toHaveBeenCalledWith({
      do: 'operate',
      phone: 'ben',
      operation: { act: 'type', conversation: 'ana-ben', text: 'Six is fine' },
    });
    await expect.element(box).toHaveValue('');
  });

  test('a false tick says that the other phone never said so', async () => {
    const { playback } = playbackOf(lied().branch());
    await show(playback);
    await userEvent.click(page.getByRole('button', { name: 'Delivered. Why?' }));
    const panel = page.getByRole('complementary', { name: 'Inspector' });
    await expect.element(panel.getByText(/Ben’s phone never said so/)).toBeVisible();
    await expect.element(panel.getByText(/Here a word from Ben’s phone is missing/)).toBeVisible();
  });
});

describe('on a narrow screen', () => {
  test.each([NARROW, LEAST])(
    '%i by %i: two phones and the strip, without sideways scrolling',
    async (...size) => {
      const { playback } = playbackOf(delivered().branch());
      await show(playback, size as [number, number]);
      await expect.element(page.getByRole('group', { name: 'Where the message is' })).toBeVisible();
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(size[0]);
      await expect.element(page.getByRole('region', { name: 'Ana’s phone' })).toBeVisible();
      expect(document.querySelector('.react-flow')).toBeNull();
    },
  );

  test('a tap on a stop opens it as a sheet', async () => {
    const { playback } = playbackOf(delivered().branch());
    await show(playback, NARROW);
    await userEvent.click(page.getByRole('button', { name: /server-/ }).first());
    await expect
      .element(page.getByRole('dialog').getByRole('tab', { name: 'State' }))
      .toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  });

  test('in landscape there is the whole map', async () => {
    const { playback } = playbackOf(delivered().branch());
    await show(playback, [844, 390]);
    await vi.waitFor(() => expect(document.querySelector('.react-flow')).not.toBeNull());
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(844);
  });
});

describe('nothing is wrong for axe', () => {
  const views: [string, (playback: Playback) => void | Promise<void>, [number, number]][] = [
    ['the map', () => {}, WIDE],
    ['the narrow stage', () => {}, NARROW],
    ['a node opened', (playback) => playback.select({ kind: 'node', node: 3 }), WIDE],
    ['a link opened', (playback) => playback.select({ kind: 'link', from: 0, to: 2 }), WIDE],
    [
      'a tick explained',
      (playback) => playback.select({ kind: 'tick', message: 'ana/m1', phone: 0 }),
      WIDE,
    ],
    [
      'a message in a sheet',
      (playback) => playback.select({ kind: 'message', message: 'ana/m1' }),
      NARROW,
    ],
    [
      'the table',
      async () => {
        await userEvent.click(page.getByRole('radio', { name: 'Table' }), { force: true });
      },
      WIDE,
    ],
    [
      'the tray',
      async () => {
        await userEvent.click(page.getByRole('button', { name: 'Break something' }));
      },
      WIDE,
    ],
    [
      'the palette',
      async () => {
        await userEvent.keyboard('{Control>}k{/Control}');
      },
      WIDE,
    ],
  ];
  const themes = ['light', 'dark'] as const;
  test.each(themes.flatMap((theme) => views.map((view) => [theme, ...view] as const)))(
    '%s: %s',
    async (theme, _name, open, size) => {
      act(() => chooseTheme(theme));
      const { playback } = playbackOf(lied().branch());
      await show(playback, size);
      await settled();
      await open(playback);
      await settled();
      expect(await violationsOf(document.body)).toEqual([]);
    },
  );
});
