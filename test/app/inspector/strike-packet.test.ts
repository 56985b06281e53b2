/** A packet that has left is struck in the past: both futures are kept, and the strike can be undone. */
import { describe, expect, test } from 'vitest';
import { RECORD } from '../../../src/models/index.ts';
import { carryOut, strikeOf } from '../../../src/app/inspector/strike-packet.ts';
import { Playback, takeBack, type Branch } from '../../../src/app/playback/index.ts';
import { InlineEngine } from '../engine/inline-engine.ts';
import { homeOrder } from '../engine/orders.ts';

const DELAY = { do: 'delay', addMs: 2000 } as const;

/** The leaving of the packet that brings Ana's first message to Ben. */
function deliveryIn({ view }: Branch): number {
  const { kind, b, message } = view.columns;
  const [id, packet] = [view.names.find('ana/m1'), view.names.find('deliver')];
  for (let at = 0; at < view.length; at++) {
    if (kind[at] === RECORD.sent && message[at] === id && b[at] === packet) return at;
  }
  throw new Error('Ana’s message is never delivered');
}

function shownOnBensPhone({ view, nodes }: Branch): number {
  const id = view.names.find('ana/m1');
  const { kind, node, message, timeUs } = view.columns;
  const at = [...kind].findIndex(
    (each, place) =>
      each === RECORD.shown && message[place] === id && node[place] === nodes.indexOf('ben'),
  );
  return at < 0 ? Infinity : timeUs[at]!;
}

async function watched() {
  const playback = new Playback(new InlineEngine());
  await playback.load(homeOrder());
  playback.seekTime(20_000_000);
  return { playback, before: playback.branch! };
}

const names = (playback: Playback): string[] =>
  playback.store.getState().branches.map(({ name }) => name);

describe('a packet that is held up', () => {
  test('makes a branch that stands where it has just left, and arrives later there', async () => {
    const { playback, before } = await watched();
    const sent = deliveryIn(before);
    await carryOut(playback, strikeOf(before, sent)!, DELAY);
    const after = playback.branch!;
    expect(names(playback)).toEqual(['This run', 'deliver held up for 2000 ms']);
    const { playhead, playing } = playback.store.getState();
    expect(playing).toBe(false);
    expect(playhead.record).toBeGreaterThan(sent);
    expect(playhead.timeUs).toBe(before.view.columns.timeUs[sent]);
    expect(after.view.columns.kind.slice(sent, playhead.record)).toContain(RECORD.delayed);
    const laterUs = shownOnBensPhone(after) - shownOnBensPhone(before);
    expect(laterUs).toBe(2_000_000);
  });

  test('is as before when the delay is taken back: the future without it was kept', async () => {
    const { playback, before } = await watched();
    await carryOut(playback, strikeOf(before, deliveryIn(before))!, DELAY);
    await takeBack(playback, playback.branch!, playback.branch!.input.edits[0]!.id);
    expect(playback.branch!.id).toBe(before.id);
    expect(names(playback)).toHaveLength(2);
  });

  test('is as before even when nobody kept that future', async () => {
    const { playback, before } = await watched();
    await carryOut(playback, strikeOf(before, deliveryIn(before))!, DELAY);
    const struck = playback.branch!;
    playback.remove(before.id);
    await takeBack(playback, struck, struck.input.edits[0]!.id);
    expect(names(playback)).toEqual([
      'deliver held up for 2000 ms',
      'not: deliver held up for 2000 ms',
    ]);
    expect(playback.branch!.digest).toBe(before.digest);
  });
});

test('a packet that is lost never arrives in the branch that this makes', async () => {
  const { playback, before } = await watched();
  const sent = deliveryIn(before);
  await carryOut(playback, strikeOf(before, sent)!, { do: 'drop' });
  const { view } = playback.branch!;
  const end = [...view.columns.cause].findIndex(
    (cause, place) => cause === sent && view.columns.kind[place] === RECORD.lost,
  );
  expect(end).toBeGreaterThan(sent);
});
