// @vitest-environment jsdom
/** The evidence dock by hand and by keyboard: it tells what was seen, and nothing of the future. */
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { EvidenceDock, type EvidenceTab } from '../../../src/app/dock/index.ts';
import { Playback, PlaybackProvider } from '../../../src/app/playback/index.ts';
import { InlineEngine } from '../engine/inline-engine.ts';
import { homeOrder } from '../engine/orders.ts';

/** jsdom measures nothing: every element is as large as a small window. */
class FixedSize {
  readonly #tell: ResizeObserverCallback;
  constructor(tell: ResizeObserverCallback) {
    this.#tell = tell;
  }
  observe(): void {
    const contentRect = { width: 900, height: 300 } as DOMRectReadOnly;
    this.#tell([{ contentRect } as ResizeObserverEntry], this as unknown as ResizeObserver);
  }
  unobserve(): void {}
  disconnect(): void {}
}

beforeEach(() => vi.stubGlobal('ResizeObserver', FixedSize));

async function shown(tab: EvidenceTab, isCut = false) {
  const playback = new Playback(new InlineEngine());
  const order = homeOrder();
  const cut = { id: 'cut', atUs: 1_500_000, action: { do: 'cut', node: 'ben' } as const };
  const plan = isCut ? { items: [cut, ...order.plan.items] } : order.plan;
  await playback.load({ ...order, plan });
  render(
    <PlaybackProvider playback={playback}>
      <EvidenceDock tab={tab} />
    </PlaybackProvider>,
  );
  return playback;
}

const story = () => within(screen.getByRole('listbox', { name: 'Story' }));
const rows = () =>
  story()
    .getAllByRole('option')
    .map((each) => each.textContent);

describe('the story', () => {
  test('tells what was seen, marks the newest, and keeps the rest to itself', async () => {
    const playback = await shown('story');
    expect(screen.getByText(/Nothing has happened yet/)).toBeInTheDocument();
    act(() => playback.seekTime(2_000_000));
    expect(rows().at(-1)).toContain("Ana's phone shows a clock on “Meet at six?”.");
    expect(screen.queryByText(/one tick/)).toBeNull();
    const newest = story().getAllByRole('option', { selected: true });
    expect(newest).toHaveLength(1);
    act(() => playback.seekTime(3_000_000));
    const all = rows().length;
    act(() => playback.seekTime(2_000_000));
    expect(rows()).toHaveLength(all);
  });

  test('goes to a sentence that is pressed, or chosen by the arrows and Enter', async () => {
    const playback = await shown('story');
    act(() => playback.seekTime(10_000_000));
    await userEvent.click(screen.getByText('Ana types “Meet at six?”.'));
    expect(playback.store.getState().playhead.timeUs).toBe(2_000_000);
    const list = screen.getByRole('listbox', { name: 'Story' });
    fireEvent.keyDown(list, { key: 'Home' });
    fireEvent.keyDown(list, { key: 'Enter' });
    expect(playback.store.getState().playhead.timeUs).toBeLessThan(100_000);
  });

  test('tells more when packets are asked for, less when one message is', async () => {
    const playback = await shown('story');
    act(() => playback.seekTime(7_000_000));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Message' }), 'ben/m1');
    const few = rows();
    expect(few.every((row) => row?.includes('“Yes”'))).toBe(true);
    await userEvent.click(screen.getByRole('radio', { name: 'Everything' }));
    expect(rows().length).toBeGreaterThan(few.length);
  });

  test('stops following when somebody scrolls, and follows again when asked', async () => {
    const playback = await shown('story');
    act(() => playback.seekTime(7_000_000));
    fireEvent.wheel(screen.getByRole('listbox', { name: 'Story' }));
    await userEvent.click(screen.getByRole('button', { name: 'Follow' }));
    expect(screen.queryByRole('button', { name: 'Follow' })).toBeNull();
  });
});

describe('the table', () => {
  test('shows the page with the playhead, every field, and the way to each cause', async () => {
    const playback = await shown('table');
    act(() => playback.seekTime(2_000_000));
    const current = screen.getAllByRole('row').find((row) => row.ariaCurrent === 'true')!;
    expect(within(current).getByText('status')).toBeInTheDocument();
    expect(within(current).getByText('ana/m1')).toBeInTheDocument();
    const cause = within(current).getAllByRole('button')[1]!;
    await userEvent.click(cause);
    expect(playback.store.getState().selection).toEqual({
      kind: 'record',
      record: Number(cause.textContent),
    });
  });
});

describe('the checks', () => {
  test('say holds, not proved or broken with the reason, and lead to the record', async () => {
    const playback = await shown('checks', true);
    const items = screen.getAllByRole('listitem');
    const lie = items.find((item) => item.textContent!.startsWith('honest-ticks'))!;
    expect(lie).toHaveTextContent('broken');
    expect(lie).toHaveTextContent(/Ben's phone has not stored it/);
    await userEvent.click(within(lie).getByRole('button', { name: /^Go to/ }));
    const broken = playback.branch!.verdicts.find(({ id }) => id === 'honest-ticks');
    expect(playback.store.getState().playhead.record).toBe(
      (broken as { record: number }).record + 1,
    );
    expect(screen.getByRole('tab', { name: /Checks/ })).toHaveTextContent('1 broken');
  });

  test('keep quiet about what was not played yet, where a lesson asks for it', async () => {
    const playback = await shown('checks', true);
    act(() => playback.setReveal('seen'));
    expect(screen.getAllByText('not decided yet')).toHaveLength(5);
    expect(screen.getByRole('tab', { name: 'Checks' })).toBeInTheDocument();
    act(() => playback.nextSurprise());
    expect(screen.getAllByText('broken')).toHaveLength(1);
  });
});

describe('the space-time diagram', () => {
  test('has a twin in text, with what became of every packet', async () => {
    const playback = await shown('space-time', true);
    act(() => playback.seekTime(2_200_000));
    expect(screen.getByRole('img', { name: /^Packets between 7 lanes/ })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'Text' }));
    const text = screen.getByRole('region', { name: 'Packets as text' });
    expect(text).toHaveTextContent(/publish/);
    expect(text).toHaveTextContent('never arrived: the link is cut');
    expect(text).toHaveTextContent(/arrived at 2,0\d\d\.\d{3} ms/);
  });

  test('draws only so many shapes, whatever happens', async () => {
    const playback = await shown('space-time');
    act(() => playback.seekTime(2_200_000));
    const shapes = document.querySelectorAll('[role=img] path, [role=img] text').length;
    expect(shapes).toBeGreaterThan(5);
    expect(shapes).toBeLessThan(120);
  });
});
