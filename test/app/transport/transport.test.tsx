// @vitest-environment jsdom
/** The transport bar by keyboard and by hand: what a person sees of a run, and what they can do. */
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Playback, PlaybackProvider } from '../../../src/app/playback/index.ts';
import { Transport } from '../../../src/app/transport/index.ts';
import { InlineEngine } from '../engine/inline-engine.ts';
import { homeOrder } from '../engine/orders.ts';

beforeEach(() => {
  // jsdom has dialogs without the methods.
  HTMLDialogElement.prototype.showModal ??= function open(this: HTMLDialogElement) {
    this.setAttribute('open', '');
  };
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
    this.removeAttribute('open');
  };
});
afterEach(() => vi.restoreAllMocks());

async function shown() {
  const playback = new Playback(new InlineEngine());
  await playback.load(homeOrder());
  render(
    <PlaybackProvider playback={playback}>
      <Transport />
      <input aria-label="A message" />
    </PlaybackProvider>,
  );
  const at = () => playback.store.getState().playhead;
  return { playback, at, slider: () => screen.getByRole('slider', { name: 'Time' }) };
}

const press = (key: string, target: Element = document.body) => fireEvent.keyDown(target, { key });

describe('the transport', () => {
  test('says the time in milliseconds, also to those who hear it', async () => {
    const { playback, slider } = await shown();
    act(() => playback.seekTime(2_000_500));
    expect(slider()).toHaveAttribute('aria-valuetext', '2,000.500 ms of 30,000 ms');
    fireEvent.change(slider(), { target: { value: '12345678' } });
    expect(playback.store.getState().playhead.timeUs).toBe(12_345_678);
  });

  test('plays and pauses by the space bar and by its button', async () => {
    const { playback } = await shown();
    press(' ');
    expect(playback.store.getState().playing).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: 'Pause' }));
    expect(playback.store.getState().playing).toBe(false);
  });

  test('steps by the arrows, to the next surprise by N, and sets bookmarks by B', async () => {
    const { at, playback } = await shown();
    press('ArrowRight');
    press('ArrowRight');
    const second = at();
    press('ArrowRight');
    press('ArrowLeft');
    expect(at()).toEqual(second);
    press('b');
    expect(playback.store.getState().bookmarks).toEqual([
      { id: 'mark-1', name: 'Bookmark 1', timeUs: second.timeUs },
    ]);
    const surprise = vi.spyOn(playback, 'nextSurprise');
    press('n');
    expect(surprise).toHaveBeenCalledTimes(1);
  });

  test('follows what is selected by M', async () => {
    const { playback } = await shown();
    const followed = vi.spyOn(playback, 'stepMessage');
    press('m');
    expect(followed).not.toHaveBeenCalled();
    act(() => playback.select({ kind: 'message', message: 'ana/m1' }));
    press('m');
    expect(followed).toHaveBeenCalledWith('ana/m1');
    expect(screen.getByRole('button', { name: 'Next event of ana/m1' })).toBeEnabled();
  });

  test('leaves the keys alone where somebody types, holds a button, or presses Ctrl', async () => {
    const { playback, at } = await shown();
    press(' ', screen.getByRole('textbox', { name: 'A message' }));
    press('ArrowRight', screen.getByRole('textbox', { name: 'A message' }));
    press(' ', screen.getByRole('button', { name: 'One event forward' }));
    fireEvent.keyDown(document.body, { key: 'b', ctrlKey: true });
    expect(playback.store.getState().playing).toBe(false);
    expect(playback.store.getState().bookmarks).toEqual([]);
    expect(at().record).toBe(0);
  });

  test('runs another seed when one is written, and none for an empty one', async () => {
    const { playback } = await shown();
    const field = screen.getByRole('textbox', { name: 'Seed' });
    await userEvent.clear(field);
    await userEvent.keyboard('{Enter}');
    expect(playback.branch!.input.seed).toBe('seed/1');
    await userEvent.clear(field);
    await userEvent.type(field, 'tunnel{Enter}');
    expect(playback.branch!.input.seed).toBe('tunnel');
  });

  test('shows two futures beside each other, and compares them in the sheet', async () => {
    const { playback } = await shown();
    await act(async () => {
      playback.seekTime(9_000_000);
      playback.seekTime(4_000_000);
      await playback.edit({ do: 'crash', node: 'server-7' });
    });
    const [first, second] = playback.store.getState().branches;
    await userEvent.click(screen.getByRole('radio', { name: 'This run' }));
    expect(playback.branch!.id).toBe(first!.id);
    await userEvent.click(screen.getByRole('button', { name: /^Futures and bookmarks/ }));
    const compared = screen.getByRole('region', { name: 'Compare two futures' });
    expect(compared).toHaveTextContent(
      /They are the same for \d+ records and part at 4,000\.000 ms/,
    );
    expect(compared).toHaveTextContent('Server 7 crashes; what was only in memory is gone.');
    expect(within(compared).getAllByRole('row')).toHaveLength(6);
    await userEvent.click(screen.getByRole('button', { name: 'Rename server-7 crashed' }));
    await userEvent.clear(screen.getByRole('textbox', { name: /^New name/ }));
    await userEvent.keyboard('Without server 7{Enter}');
    expect(playback.store.getState().branches[1]!.name).toBe('Without server 7');
    await userEvent.click(screen.getByRole('button', { name: 'Remove Without server 7' }));
    expect(playback.store.getState().branches.map(({ id }) => id)).toEqual([first!.id]);
    expect(second).toBeDefined();
  });

  test('draws nothing new of its marks while it plays', async () => {
    const { playback } = await shown();
    const marks = document.querySelector('svg[viewBox="0 0 1000 30"]')!;
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    observer.observe(marks, { subtree: true, attributes: true, childList: true });
    for (let step = 0; step < 20; step++) act(() => playback.seekTime(step * 100_000));
    await Promise.resolve();
    expect(changes).toEqual([]);
    observer.disconnect();
  });
});
