/** Linked desktops under a swarm of faults: every promise is kept, also to the device beside the phone. */
import { expect, test } from 'vitest';
import { judgedSeed } from '../../src/explore/index.ts';
import type { AnyDesign } from '../../src/models/index.ts';
import { homeScenario, referenceDesign, type Scenario } from '../../src/scenarios/index.ts';
import { linkedScenario } from './linked-chat.ts';
import { does } from './sealed-chat.ts';

const { nodes, conversations, checks } = linkedScenario({ script: [], benLinksAtMs: 9000 });

const SCENARIO: Scenario = {
  ...homeScenario,
  id: 'linked-desktops',
  nodes,
  conversations,
  script: [{ atMs: 30_000, action: does('ana-desktop', { act: 'unlink' }) }],
  chatter: [
    {
      conversation: 'ana-ben',
      phones: ['ana', 'ben', 'ana-desktop', 'ben-desktop'],
      messages: [4, 8],
      fromMs: 2000,
      untilMs: 28_000,
    },
  ],
  faults: {
    most: 4,
    fromMs: 3000,
    untilMs: 35_000,
    kinds: [
      { fault: 'crash', nodes: ['server-1', 'server-7', 'keys'], holdMs: [500, 5000] },
      { fault: 'cut', nodes: ['ben', 'ana', 'ben-desktop'], holdMs: [1000, 9000] },
      { fault: 'airplane', phones: ['ben', 'ben-desktop'], holdMs: [1000, 9000] },
      { fault: 'background', phones: ['ben', 'ben-desktop'], holdMs: [1000, 8000] },
      { fault: 'reinstall', phones: ['ben', 'ben-desktop'] },
      {
        fault: 'drop',
        packets: ['deliver', 'deliverAck', 'publish', 'syncPage', 'askAgain', 'reseal'],
        nth: [1, 3],
      },
    ],
  },
  durationMs: 90_000,
  checks,
};

/** The reference with clocks that fit a run of a minute and a half. */
const LINKED: AnyDesign = {
  ...referenceDesign,
  deviceFanOut: 'device',
  heartbeatMs: 5000,
  pongTimeoutMs: 2000,
  idleTimeoutMs: 15_000,
  mapTtlMs: 15_000,
  retryMs: 3000,
  keyCacheMs: 10_000,
};

/** "check: seed: because" for whatever breaks. */
function sweep(design: AnyDesign, seeds: number): string[] {
  const broken = new Map<string, string>();
  for (let nth = 1; nth <= seeds; nth += 1) {
    const seed = `linked/${nth}`;
    const { outcome } = judgedSeed({ scenario: SCENARIO, design, seed }).advance(Infinity);
    for (const verdict of outcome!.verdicts) {
      if (verdict.verdict !== 'broken' || broken.has(verdict.id)) continue;
      broken.set(verdict.id, `${verdict.id}: ${seed}: ${verdict.because}`);
    }
  }
  return [...broken.values()];
}

test.each(['none', 'pairwise', 'senderKeys'])('sealing %s', (encryption) => {
  const broken = sweep({ ...LINKED, encryption }, 20);
  expect(broken.filter((line) => encryption !== 'none' || !line.startsWith('sealed'))).toEqual([]);
});

test('[no-acked-loss] delivered to users, not to devices: one of the two is left out', () => {
  // Round robin keeps the devices of one user on different servers.
  const design = { ...LINKED, deviceFanOut: 'user', balancing: 'roundRobin' };
  const broken = sweep({ ...design, encryption: 'pairwise' }, 10);
  expect(broken.map((line) => line.split(':')[0])).toContain('no-acked-loss');
});
