/**
 * Sealing by labels and by real cryptography: the same run, record by record, whatever strikes it.
 * It takes seconds because a run by real cryptography does: about a millisecond for each new secret.
 */
import { expect, test } from 'vitest';
import { realSealing } from '../../src/models/cryptography/index.ts';
import type { AnyDesign } from '../../src/models/index.ts';
import { designFor, scriptedPlan } from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';
import { digestsOf } from '../engines/sealed-run.ts';
import { withoutWorld } from '../without-world.ts';
import { chatScenario, linesOf, says, shownOn, type Chat } from './chat.ts';
import { airplane, does, STORES } from './sealed-chat.ts';

/** The same story twice; answers the run by real cryptography. */
function twice({ design, ...chat }: Chat): Run {
  const scenario = chatScenario({
    with: [...STORES, 'key-registry', 'kafka'],
    durationMs: 60_000,
    ...chat,
    design: { encryption: 'pairwise', ...design },
  });
  const input = { scenario, design: designFor(scenario), seed: 'story', edits: [] };
  const plan = scriptedPlan(scenario);
  const [symbolic, real] = [{}, { sealing: realSealing }].map((more) => {
    const run = new Run({ ...input, plan, ...more });
    run.finish();
    return run;
  }) as [Run, Run];
  expect(linesOf(real)).toEqual(linesOf(symbolic));
  expect(real.digest()).toBe(symbolic.digest());
  return real;
}

const TALK = [
  [3000, says('ana', 'Six?')],
  [4000, says('ben', 'Yes')],
  [5000, says('ana', 'Ça va 🙂 \ud83d')],
  [5100, says('ben', 'At the same time')],
  [5100, says('ana', 'At the same time')],
] as const;
const AWAY = [
  [8000, airplane('ben', true)],
  [9000, says('ana', 'One')],
  [9500, says('ana', 'Two')],
  [20_000, airplane('ben', false)],
  [30_000, says('ben', 'Back')],
] as const;
const THREE = { ana: 'ios', ben: 'android', cem: 'ios' } as const;

test.each([
  ['two who talk', {}],
  ['three, a copy for each', { phones: THREE }],
  ['three, one copy for all', { phones: THREE, design: { encryption: 'senderKeys' } }],
  ['a log and a consumer', { design: { log: 'kafka', hop: 'consumer' } }],
  ['no one-time prekeys', { design: { oneTimePrekeys: 0 } }],
  ['a phone that takes everything for new', { design: { clientDedup: 'none' } }],
  ['an operator in the middle', { design: { registry: 'swapsKeys' } }],
  [
    'an operator in the middle of a group',
    { phones: THREE, design: { registry: 'swapsKeys', encryption: 'senderKeys' } },
  ],
] satisfies [string, Partial<Chat>][])('%s', (_, chat) => {
  const run = twice({ script: [...TALK, ...AWAY], ...chat });
  const expected = ['ana/m1', 'ana/m2', 'ana/m3', 'ana/m4', 'ana/m5'];
  const shown = new Set(shownOn(run, 'ben').filter((name) => name.startsWith('ana/')));
  expect([...shown].toSorted()).toEqual(expected);
});

test.each(['pairwise', 'senderKeys'])(
  'a new installation, %s: old keys open nothing',
  (encryption) => {
    const run = twice({
      script: [
        ...TALK,
        [8000, airplane('ben', true)],
        [9000, says('ana', 'One')],
        [10_000, does('ben', { act: 'reinstall' })],
        [12_000, airplane('ben', false)],
        [30_000, says('ana', 'Two')],
        [35_000, says('ben', 'Three')],
        [40_000, does('ana', { act: 'reinstall' })],
        [45_000, says('ben', 'Four')],
        [50_000, says('ana', 'Five')],
      ],
      phones: THREE,
      design: { encryption },
      durationMs: 90_000,
    });
    expect(linesOf(run).some(({ kind }) => kind === 'cannotOpen')).toBe(true);
  },
);

test('a sealed push is opened on the phone, and so is the message that comes after it', () => {
  const run = twice({
    script: [
      [3000, says('ana', 'Hello')],
      [5000, does('ben', { act: 'suspend' })],
      [6000, says('ana', 'In the push')],
      [20_000, does('ben', { act: 'foreground' })],
    ],
    design: { pushPayload: 'sealed' },
  });
  expect(linesOf(run).filter(({ kind }) => kind === 'banner')).toHaveLength(1);
  expect(shownOn(run, 'ben')).toEqual(['ana/m1', 'ana/m2']);
});

test.each([
  ['pairwise', { encryption: 'pairwise' }],
  ['sender keys', { encryption: 'senderKeys' }],
  ['sender keys, many in flight', { encryption: 'senderKeys', inFlight: 'many' }],
] satisfies [string, AnyDesign][])('a group under a swarm of faults: %s', (_, design) => {
  for (let nth = 1; nth <= 2; nth += 1) {
    const { symbolic, real } = digestsOf(`one digest/${nth}`, design);
    expect(real, `seed one digest/${nth}`).toBe(symbolic);
  }
});

test('a run by real cryptography goes on from a checkpoint to the same digest', () => {
  const scenario = chatScenario({
    script: [...TALK, ...AWAY],
    phones: THREE,
    with: [...STORES, 'key-registry'],
    design: { encryption: 'senderKeys' },
    durationMs: 60_000,
  });
  const plan = scriptedPlan(scenario);
  const input = { scenario, design: designFor(scenario), seed: 'story', plan, edits: [] };
  const whole = new Run({ ...input, sealing: realSealing });
  const kept = [];
  while (whole.step()) if (whole.ordinal % 250 === 0) kept.push(whole.checkpoint());
  expect(kept.length).toBeGreaterThan(2);
  for (const start of kept) {
    const rest = Run.from(start, { ...input, sealing: realSealing });
    rest.finish();
    expect(rest.digest()).toBe(whole.digest());
  }
});

test('real cryptography takes chance from the seed alone, and touches nothing outside', () => {
  const digest = withoutWorld(() => digestsOf('one digest/1', { encryption: 'senderKeys' }).real);
  expect(digest).toBe(digestsOf('one digest/1', { encryption: 'senderKeys' }).symbolic);
});
