/** Sealing under a swarm of faults: the reference holds, each wrong policy is found, all of it replays. */
import { describe, expect, test } from 'vitest';
import { judgedSeed } from '../../src/explore/index.ts';
import type { AnyDesign } from '../../src/models/index.ts';
import {
  CHECK_NAMES,
  deploy,
  homeScenario,
  planFor,
  referenceDesign,
  type Scenario,
} from '../../src/scenarios/index.ts';
import { Run } from '../../src/world/index.ts';
import { rounds } from '../proof-size.ts';

const SCENARIO: Scenario = {
  ...homeScenario,
  nodes: deploy({
    phones: { ana: 'ios', ben: 'android' },
    servers: ['server-1', 'server-7'],
    with: ['redis', 'cassandra', 'notification-service', 'push-provider', 'key-registry'],
  }),
  faults: {
    ...homeScenario.faults,
    most: 4,
    kinds: [
      { fault: 'reinstall', phones: ['ben'] },
      { fault: 'crash', nodes: ['keys', 'server-7'], holdMs: [500, 5000] },
      { fault: 'cut', nodes: ['ben', 'ana'], holdMs: [1000, 9000] },
      { fault: 'background', phones: ['ben'], holdMs: [1000, 8000] },
      { fault: 'drop', packets: ['askAgain', 'reseal', 'keyBundle', 'registerKeys'], nth: [1, 2] },
    ],
  },
  durationMs: 90_000,
  checks: CHECK_NAMES,
};

/** The reference with clocks that fit a run of a minute and a half. */
const SEALED: AnyDesign = {
  ...referenceDesign,
  heartbeatMs: 5000,
  pongTimeoutMs: 2000,
  idleTimeoutMs: 15_000,
  mapTtlMs: 15_000,
  retryMs: 3000,
  encryption: 'pairwise',
};

/** "check: seed: because" for whatever breaks, and how often each check was proved. */
function sweep(design: AnyDesign, seeds: number) {
  const broken = new Map<string, string>();
  const proved = new Map<string, number>();
  for (let nth = 1; nth <= seeds; nth++) {
    const seed = `sealed/${nth}`;
    const { outcome } = judgedSeed({ scenario: SCENARIO, design, seed }).advance(Infinity);
    for (const verdict of outcome!.verdicts) {
      if (verdict.verdict === 'holds') proved.set(verdict.id, (proved.get(verdict.id) ?? 0) + 1);
      if (verdict.verdict !== 'broken' || broken.has(verdict.id)) continue;
      broken.set(verdict.id, `${seed}: ${verdict.because}`);
    }
  }
  return { broken, proved };
}

test('[sealed] [key-change-visible] the sealed reference keeps every promise', () => {
  const seeds = rounds(120, 25);
  const { broken, proved } = sweep(SEALED, seeds);
  expect([...broken]).toEqual([]);
  expect(proved.get('sealed')).toBe(seeds);
  expect(proved.get('key-change-visible')).toBeGreaterThan(0);
});

describe('a policy that gets it wrong is found', () => {
  test.each([
    ['sealed', 'a push that says the message', { pushPayload: 'clear' }],
    ['sealed', 'no sealing at all', { encryption: 'none' }],
    ['key-change-visible', 'a new key that is used in silence', { keyChange: 'silent' }],
    ['honest-ticks', 'an acknowledgement for what cannot be read', { unopened: 'acknowledge' }],
  ])('[%s] %s', (check, _, flaw) => {
    const { broken } = sweep({ ...SEALED, ...flaw }, rounds(60, 12));
    expect([...broken.keys()]).toContain(check);
  });
});

test('a run with keys and a reinstall goes on from any of its checkpoints to one digest', () => {
  const seed = 'sealed/replay';
  const reinstall = { do: 'operate', phone: 'ben', operation: { act: 'reinstall' } } as const;
  const plan = {
    items: [
      ...planFor(SCENARIO, seed).items,
      { id: 'reinstall/replay', atUs: 12_000_000, action: reinstall },
    ].toSorted((one, other) => one.atUs - other.atUs),
  };
  const input = { scenario: SCENARIO, design: SEALED, seed, plan, edits: [] };
  const whole = new Run(input);
  const kept = [];
  while (whole.step()) if (whole.ordinal % 200 === 0) kept.push(whole.checkpoint());
  expect(kept.length).toBeGreaterThan(3);
  for (const start of kept) {
    const rest = Run.from(start, input);
    rest.finish();
    expect([start.ordinal, rest.digest()]).toEqual([start.ordinal, whole.digest()]);
  }
});
