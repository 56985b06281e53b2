/** What a person can do with a run: play, step, seek, change its past, and keep both futures. */
import { describe, expect, test, vi } from 'vitest';
import { RECORD } from '../../../src/models/index.ts';
import { firstDifference, Playback, type Branch } from '../../../src/app/playback/index.ts';
import { InlineEngine } from '../engine/inline-engine.ts';
import { homeOrder, typing } from '../engine/orders.ts';
import { FrameClock } from './frame-clock.ts';

async function loaded(order = homeOrder()) {
  const engine = new InlineEngine();
  const playback = new Playback(engine);
  await playback.load(order);
  return { playback, engine, at: () => playback.store.getState().playhead };
}

/** The kinds of record of the moment that was shown last. */
function kindsShown({ view }: Branch, record: number): number[] {
  const ordinal = view.columns.ordinal[record - 1];
  const kinds: number[] = [];
  for (let index = 0; index < record; index++) {
    if (view.columns.ordinal[index] === ordinal) kinds.push(view.columns.kind[index]!);
  }
  return kinds;
}

const texts = (playback: Playback): string[] =>
  playback.store.getState().branches.map(({ name }) => name);

describe('the playhead', () => {
  test('steps forward through whole moments, and back over the same ones', async () => {
    const { playback, at } = await loaded();
    const { view } = playback.branch!;
    const stops = [at()];
    for (let step = 0; step < 40; step++) {
      playback.stepEvent(1);
      stops.push(at());
      const { record } = at();
      expect(view.columns.ordinal[record]).not.toBe(view.columns.ordinal[record - 1]);
    }
    for (const stop of stops.slice(0, -1).toReversed()) {
      playback.stepEvent(-1);
      expect(at()).toEqual(stop);
    }
  });

  test('stands still where there is nothing more', async () => {
    const { playback, at } = await loaded();
    playback.stepEvent(-1);
    expect(at()).toEqual({ record: 0, timeUs: 0 });
    playback.seekTime(1e12);
    expect(at().timeUs).toBe(30_000_000);
    const end = at();
    playback.stepNode(0);
    playback.stepMessage('ana/m9');
    playback.nextSurprise();
    expect(at()).toEqual(end);
  });

  test('goes to the next event of one message, of one node, and to the next surprise', async () => {
    const order = homeOrder();
    const cut = {
      id: 'plan/cut',
      atUs: 1_500_000,
      action: { do: 'cut', node: 'ben' } as const,
    };
    const plan = { items: [cut, ...order.plan.items] };
    const { playback, at } = await loaded({ ...order, plan });
    const { view, nodes } = playback.branch!;
    playback.stepMessage('ana/m1');
    expect(view.columns.timeUs[at().record - 1]).toBe(2_000_000);
    playback.stepNode(nodes.indexOf('server-1'));
    const moment = view.columns.ordinal[at().record - 1];
    const first = view.columns.ordinal.indexOf(moment!);
    expect(view.columns.node[first]).toBe(nodes.indexOf('server-1'));
    const lie = playback.branch!.verdicts.find(({ id }) => id === 'honest-ticks');
    playback.nextSurprise();
    expect(at().record).toBeGreaterThan((lie as { record: number }).record);
    expect(kindsShown(playback.branch!, at().record)).toContain(RECORD.status);
    playback.nextSurprise();
    expect(kindsShown(playback.branch!, at().record)).toContain(RECORD.lost);
  });
});

describe('an edit', () => {
  test('at the frontier of what was seen goes on in the same branch, the past unchanged', async () => {
    const { playback, at } = await loaded();
    const before = playback.branch!;
    playback.seekTime(8_000_000);
    await playback.edit({ do: 'crash', node: 'server-7' });
    const after = playback.branch!;
    expect(texts(playback)).toEqual(['This run']);
    expect(after.id).toBe(before.id);
    expect(after.digest).not.toBe(before.digest);
    const shared = firstDifference(before.view, after.view);
    expect(after.view.lengthAt(7_999_999)).toBeLessThanOrEqual(shared);
    expect(after.view.columns.kind[shared]).toBe(RECORD.crashed);
    expect(at().record).toBe(shared + 1);
  });

  test('in the past makes a branch and keeps both', async () => {
    const { playback } = await loaded();
    playback.seekTime(20_000_000);
    playback.seekTime(8_000_000);
    const before = playback.branch!;
    await playback.edit({ do: 'crash', node: 'server-7' });
    const after = playback.branch!;
    expect(texts(playback)).toEqual(['This run', 'server-7 crashed']);
    expect(after.split).toEqual({ record: before.view.lengthAt(8e6), timeUs: 8e6 });
    expect(firstDifference(before.view, after.view)).toBeGreaterThanOrEqual(after.split!.record);
    playback.show(before.id);
    expect(playback.branch!.digest).toBe(before.digest);
  });

  test('of a branch that was just made and not played on goes on in that branch', async () => {
    const { playback } = await loaded();
    playback.seekTime(20_000_000);
    playback.seekTime(8_000_000);
    await playback.edit({ do: 'crash', node: 'server-7' });
    await playback.edit({ do: 'cut', node: 'ana' });
    expect(texts(playback)).toEqual(['This run', 'server-7 crashed']);
    playback.seekTime(7_000_000);
    await playback.edit({ do: 'cut', node: 'ben' });
    expect(texts(playback)).toHaveLength(3);
  });

  test('shows what was done at once: a message typed while paused stands there', async () => {
    const { playback, at } = await loaded();
    playback.seekTime(3_000_000);
    await playback.edit(typing('ana', 'Hello?'));
    const { view, nodes } = playback.branch!;
    const typed = view.readRecord(view.lengthAt(2_999_999));
    expect(typed.kind).toBe(RECORD.typed);
    expect(typed.node).toBe(nodes.indexOf('ana'));
    expect(at().record).toBeGreaterThan(typed.index);
    expect(at().timeUs).toBe(3_000_000);
  });

  test('keeps what was done before it at the same moment, even what left no record', async () => {
    const { playback } = await loaded();
    playback.seekTime(1_000_000);
    await playback.edit({ do: 'drop', packet: 'publish', nth: 1 });
    await playback.edit({ do: 'crash', node: 'server-7' });
    const done = playback.branch!.input.edits.map((edit) => edit.edit === 'add' && edit.action.do);
    expect(done).toEqual(['drop', 'crash']);
  });

  test('made before an earlier one forgets that one: it never happened', async () => {
    const { playback } = await loaded();
    playback.seekTime(8_000_000);
    await playback.edit({ do: 'crash', node: 'server-7' });
    playback.stepEvent(-1);
    await playback.edit({ do: 'cut', node: 'ben' });
    const done = playback.branch!.input.edits.map((edit) => edit.edit === 'add' && edit.action.do);
    expect(done).toEqual(['cut']);
    expect(texts(playback)).toHaveLength(2);
  });

  test('hides the future that will not be until the new one has come', async () => {
    const engine = new InlineEngine(false);
    const playback = new Playback(engine);
    void playback.load(homeOrder());
    engine.finish();
    playback.seekTime(8_000_000);
    void playback.edit({ do: 'crash', node: 'server-7' });
    const { playhead } = playback.store.getState();
    playback.seekTime(20_000_000);
    expect(playback.store.getState().playhead.timeUs).toBe(playhead.timeUs);
    expect(playback.branch!.verdicts).toEqual([]);
    engine.finish();
    playback.seekTime(20_000_000);
    expect(playback.store.getState().playhead.timeUs).toBe(20_000_000);
  });
});

describe('branches', () => {
  test('a comparison parts where the designs first act differently', async () => {
    const { playback } = await loaded();
    playback.seekTime(4_000_000);
    const one = playback.branch!;
    const design = { ...one.input.design, receiptEvidence: 'deviceAck' };
    await playback.compare({ ...one.input, design }, 'Honest');
    const other = playback.branch!;
    expect(other.name).toBe('Honest');
    const { record } = other.split!;
    expect(record).toBe(firstDifference(one.view, other.view));
    expect(record).toBeGreaterThan(one.view.lengthAt(1_999_999));
    expect(playback.store.getState().playhead.timeUs).toBe(4_000_000);
  });

  test('can be renamed and removed; the last one stays', async () => {
    const { playback } = await loaded();
    const first = playback.branch!.id;
    playback.seekTime(9_000_000);
    playback.seekTime(3_000_000);
    await playback.edit({ do: 'crash', node: 'server-1' });
    const second = playback.branch!.id;
    playback.rename(second, 'Without server 1');
    expect(texts(playback)).toEqual(['This run', 'Without server 1']);
    playback.remove(second);
    expect(playback.branch!.id).toBe(first);
    playback.remove(first);
    expect(texts(playback)).toEqual(['This run']);
  });

  test('another seed draws the plan again only if the seed drew it', async () => {
    const scripted = await loaded();
    await scripted.playback.restart('seed/2');
    expect(scripted.playback.branch!.input.plan).toEqual(homeOrder().plan);
    const { planFor } = await import('../../../src/scenarios/index.ts');
    const order = homeOrder();
    const drawn = await loaded({ ...order, plan: planFor(order.scenario, order.seed) });
    await drawn.playback.restart('seed/2');
    const { input } = drawn.playback.branch!;
    expect(input.plan).toEqual(planFor(order.scenario, 'seed/2'));
    expect(input.seed).toBe('seed/2');
  });
});

describe('playing', () => {
  test('moves with the clock at the chosen speed, and a hidden tab makes no burst', async () => {
    const clock = new FrameClock();
    const { playback, at } = await loaded();
    playback.setSpeed(2);
    playback.play();
    clock.frame(50);
    expect(at().timeUs).toBe(100_000);
    clock.frame(8 * 3_600_000);
    expect(at().timeUs).toBe(300_000);
    playback.pause();
    clock.frame(50);
    expect(at().timeUs).toBe(300_000);
    clock.restore();
  });

  test('stops at the end, and at the record where a lesson wants a pause', async () => {
    const clock = new FrameClock();
    const { playback, at } = await loaded();
    playback.setPauseAt(12);
    playback.setSpeed(1000);
    playback.play();
    clock.frame(90);
    expect(at().record).toBe(12);
    expect(playback.store.getState().playing).toBe(false);
    playback.setPauseAt(null);
    playback.play();
    for (let count = 0; count < 10; count++) clock.frame(90);
    expect(at().timeUs).toBe(30_000_000);
    expect(playback.store.getState().playing).toBe(false);
    clock.restore();
  });

  test('nothing ever unpauses by itself', async () => {
    const clock = new FrameClock();
    const { playback } = await loaded();
    const plays = vi.spyOn(playback, 'play');
    const deeds: readonly (() => unknown)[] = [
      () => playback.seekTime(9_000_000),
      () => playback.seekTime(3_000_000),
      () => playback.edit(typing('ana', 'Hello?')),
      () => playback.stepEvent(1),
      () => playback.stepEvent(-1),
      () => playback.stepNode(0),
      () => playback.nextSurprise(),
      () => playback.setSpeed(5),
      () => playback.setPauseAt(30),
      () => playback.compare(playback.branch!.input, 'Again'),
      () => playback.show(playback.store.getState().branches[0]!.id),
      () => playback.remove(playback.store.getState().branches[1]!.id),
      () => playback.restart(),
      () => playback.restart('seed/2'),
      () => playback.load(homeOrder()),
    ];
    for (const deed of deeds) {
      await deed();
      clock.frame(50);
      expect(playback.store.getState().playing).toBe(false);
    }
    expect(plays).not.toHaveBeenCalled();
    clock.restore();
  });

  test('waits where the computing has come to, and goes on with it', () => {
    const clock = new FrameClock();
    const engine = new InlineEngine(false);
    const playback = new Playback(engine);
    void playback.load(homeOrder());
    engine.advance(40);
    const { reachUs } = playback.branch!;
    playback.setSpeed(1000);
    playback.play();
    clock.frame(90);
    clock.frame(90);
    expect(playback.store.getState().playhead.timeUs).toBe(reachUs);
    expect(playback.store.getState().playing).toBe(true);
    engine.finish();
    clock.frame(90);
    expect(playback.store.getState().playhead.timeUs).toBe(30_000_000);
    clock.restore();
  });
});
