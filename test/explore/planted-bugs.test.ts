/** Each check finds a bug that is planted in the reference design, and none without it. */
import { describe, expect, test } from 'vitest';
import {
  JudgedRun,
  judgedSeed,
  createRun,
  type ExploredRun,
  type RunOutcome,
} from '../../src/explore/index.ts';
import { RECORD, type AnyDesign, type Operation } from '../../src/models/index.ts';
import {
  CHECK_NAMES,
  homeScenario,
  referenceDesign,
  scriptedPlan,
  type Action,
  type CheckName,
  type Scenario,
} from '../../src/scenarios/index.ts';
import type { RunInput } from '../../src/world/index.ts';

/** The reference with clocks that fit a run of a minute. */
const REFERENCE = {
  ...referenceDesign,
  heartbeatMs: 5000,
  pongTimeoutMs: 2000,
  idleTimeoutMs: 15_000,
  mapTtlMs: 8000,
};
const SCENARIO: Scenario = {
  ...homeScenario,
  checks: CHECK_NAMES,
  network: { ...homeScenario.network, mobile: { floorMs: 30, jitterMs: 40, loss: 0.03 } },
};
const SEEDS = 120;

function finished(input: RunInput): ExploredRun {
  const run = createRun(input);
  run.advance(Infinity);
  return run;
}

function isBroken(check: CheckName, { verdicts }: RunOutcome): boolean {
  return verdicts.some(({ id, verdict }) => id === check && verdict === 'broken');
}

/** The first seed whose run breaks the check under this design. */
function firstBroken(check: CheckName, design: AnyDesign): string | undefined {
  for (let nth = 1; nth <= SEEDS; nth++) {
    const seed = `planted/${nth}`;
    const { outcome } = judgedSeed({ scenario: SCENARIO, design, seed }).advance(Infinity);
    if (isBroken(check, outcome!)) return seed;
  }
  return undefined;
}

const PLANTED: readonly (readonly [CheckName, string, AnyDesign])[] = [
  ['no-acked-loss', 'a tick when send() returns', { sentEvidence: 'socketWrite' }],
  ['shown-once', 'a phone that knows no names', { clientDedup: 'none' }],
  ['sender-order', 'several messages in flight', { inFlight: 'many' }],
  ['honest-ticks', 'delivered when push() returns', { receiptEvidence: 'push' }],
  ['ticks-forward', 'the latest receipt wins', { tickOrder: 'latest' }],
  ['eventual-delivery', 'nothing kept, nothing sent again', { sentEvidence: 'socketWrite' }],
];

test.each(PLANTED)('[%s] finds %s', (check, _, bug) => {
  const seed = firstBroken(check, { ...REFERENCE, ...bug });
  expect(seed).toBeDefined();
  const repaired = judgedSeed({ scenario: SCENARIO, design: REFERENCE, seed: seed! });
  expect(isBroken(check, repaired.advance(Infinity).outcome!), seed).toBe(false);
});

describe('[no-ghosts]', () => {
  const operate = (phone: string, operation: Operation): Action => ({
    do: 'operate',
    phone,
    operation,
  });
  const type = (text: string) => operate('ana', { act: 'type', conversation: 'ana-ben', text });
  // Ben's server dies while Ben is out of reach, so that nothing corrects the map.
  const scenario: Scenario = {
    ...SCENARIO,
    network: homeScenario.network,
    boundMs: 10_000,
    durationMs: 60_000,
    script: [
      { atMs: 3000, action: type('One') },
      { atMs: 5000, action: operate('ben', { act: 'airplane', on: true }) },
      { atMs: 5000, action: { do: 'crash', node: bensServer() } },
      { atMs: 30_000, action: type('Two') },
      { atMs: 40_000, action: { do: 'restart', node: bensServer() } },
      { atMs: 41_000, action: operate('ben', { act: 'airplane', on: false }) },
    ],
  };
  function bensServer(): string {
    const input = {
      scenario: SCENARIO,
      design: REFERENCE,
      seed: 'ghost',
      plan: { items: [] },
      edits: [],
    };
    const { trace, topology } = finished(input);
    for (let index = 0; index < trace.length; index++) {
      const { kind, node, a: server } = trace.readRecord(index);
      if (kind === RECORD.connected && topology.nodes[node]?.name === 'ben') {
        return topology.nodes[server]!.name;
      }
    }
    throw new Error('Ben never connects');
  }
  const verdictUnder = (design: AnyDesign): string | undefined => {
    const input = { scenario, design, seed: 'ghost', plan: scriptedPlan(scenario), edits: [] };
    const run = new JudgedRun({ input, checks: ['no-ghosts'], createRun });
    const [verdict] = run.advance(Infinity).outcome?.verdicts ?? [];
    return verdict?.verdict;
  };

  test('finds a map whose entries never expire', () => {
    expect(verdictUnder({ ...REFERENCE, routing: 'map' })).toBe('broken');
    expect(verdictUnder(REFERENCE)).toBe('holds');
  });
});
