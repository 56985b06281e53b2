/** Opening a link: the exact moment, and an honest word on whether it is the same run. */
import { describe, expect, test } from 'vitest';
import { Playback } from '../../../src/app/playback/index.ts';
import { pack } from '../../../src/app/share/envelope.ts';
import { openCode, openText } from '../../../src/app/share/index.ts';
import { sharedRunOf } from '../../../src/app/share/share-run.ts';
import { sharedText, type SharedRun } from '../../../src/app/share/shared-run.ts';
import { InlineEngine } from '../engine/inline-engine.ts';
import { homeOrder } from '../engine/orders.ts';

async function played() {
  const playback = new Playback(new InlineEngine());
  await playback.load(homeOrder());
  playback.seekTime(4_000_000);
  await playback.edit({ do: 'crash', node: 'server-7' });
  for (let step = 0; step < 7; step++) playback.stepEvent(1);
  const { playhead } = playback.store.getState();
  return { playback, playhead, shared: sharedRunOf(playback.branch!, playhead) };
}

const opened = async (shared: SharedRun, change: Partial<SharedRun> = {}) => {
  const playback = new Playback(new InlineEngine());
  const said = await openText(playback, sharedText({ ...shared, ...change }));
  return { playback, said };
};

describe('a link', () => {
  test('opens at the exact moment and says that the run is reproduced exactly', async () => {
    const { playback, playhead, shared } = await played();
    const there = new Playback(new InlineEngine());
    const said = await openCode(there, await pack(sharedText(shared)));
    expect(said).toEqual({
      verdict: 'reproduced',
      sentence: expect.stringMatching(/^Reproduced exactly, stopped at [45],\d\d\d\.\d{3} ms\.$/),
    });
    expect(there.store.getState().playhead).toEqual(playhead);
    expect(there.store.getState().playing).toBe(false);
    expect(there.branch!.digest).toBe(playback.branch!.digest);
  });

  test('is short enough for a chat', async () => {
    const { shared } = await played();
    expect((await pack(sharedText(shared))).length).toBeLessThan(1200);
  });

  test('to a run that comes out otherwise says where it parts, and shows the same time', async () => {
    const { shared, playhead } = await played();
    const { playback, said } = await opened(shared, { seed: 'seed/2' });
    expect(said.verdict).toBe('differs');
    expect(said.sentence).toMatch(
      /^This run differs from somewhere between record \d+ and record \d+ on\.$/,
    );
    expect(playback.store.getState().playhead.timeUs).toBe(playhead.timeUs);
  });

  test('from another version says so, unless the run is the same all the same', async () => {
    const { shared } = await played();
    const other = await opened(shared, { engine: '2.3', seed: 'seed/2' });
    expect(other.said.verdict).toBe('other version');
    expect(other.said.sentence).toMatch(/^Made with version 2\.3, run here with [\d.]+: /);
    expect((await opened(shared, { engine: '2.3' })).said.verdict).toBe('reproduced');
  });

  test('to a run that had not ended claims nothing', async () => {
    const { shared } = await played();
    expect((await opened(shared, { digest: '' })).said.verdict).toBe('unknown');
  });

  test('that is damaged says one sentence and leaves the run on screen alone', async () => {
    const { playback } = await played();
    const before = playback.branch;
    const said = await openCode(playback, '@@@');
    expect(said).toEqual({
      verdict: 'damaged',
      sentence: 'The link is damaged: character 1 does not belong there. Ask for it again.',
    });
    expect(playback.branch).toBe(before);
  });

  test('with an edit of what is not in the plan is refused, with what there is', async () => {
    const { shared } = await played();
    const edits = [{ edit: 'remove', id: 'nothing' } as const];
    const { said } = await opened(shared, { edits });
    expect(said.verdict).toBe('damaged');
    expect(said.sentence).toMatch(/no such item/);
  });
});
