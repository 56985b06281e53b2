/** Bugs that are options of the design: what a source, or somebody in a hurry, would choose. */
import { disputes } from '../../../src/scenarios/index.ts';
import type { Mutant } from './mutant.ts';
import {
  busy,
  forgetfulRedis,
  ghosts,
  group,
  pocket,
  hasty,
  newPhone,
  stableList,
  storeAway,
  storm,
  watching,
} from './scenarios.ts';
import { logged } from './logged.ts';

/** Each flaw of a dispute is a bug for each check that it breaks. */
const disputed: readonly Mutant[] = disputes.flatMap(({ claim, scenario, flaw, breaks }) =>
  breaks.map((check) => ({ bug: claim, breaks: check, scenario, design: flaw })),
);

const delivery: readonly Mutant[] = [
  {
    bug: 'acknowledged before it is stored',
    breaks: 'no-acked-loss',
    scenario: storeAway,
    design: { ackAt: 'receipt' },
  },
  {
    bug: 'one tick when send() returns',
    breaks: 'no-acked-loss',
    scenario: group,
    design: { sentEvidence: 'socketWrite' },
  },
  {
    bug: 'a phone that knows no names',
    breaks: 'shown-once',
    scenario: group,
    design: { clientDedup: 'none' },
  },
  {
    bug: 'a phone that knows no names behind a log',
    breaks: 'shown-once',
    scenario: logged,
    design: { clientDedup: 'none', dedup: 'insertOnly' },
  },
  {
    bug: 'a row for every attempt',
    breaks: 'accepted-once',
    scenario: hasty,
    design: { dedup: 'none' },
  },
  {
    bug: 'a number and a row for every attempt',
    breaks: 'accepted-once',
    scenario: hasty,
    design: { dedup: 'none', ordering: 'counter' },
  },
  {
    bug: 'a row for every record of the log',
    breaks: 'accepted-once',
    scenario: logged,
    design: { dedup: 'none' },
  },
  {
    bug: 'acknowledged on receipt',
    breaks: 'honest-ticks',
    scenario: storeAway,
    design: { ackAt: 'receipt' },
  },
  {
    bug: 'the log is not asked whether it has it',
    breaks: 'honest-ticks',
    scenario: logged,
    design: { acks: '0' },
  },
  {
    bug: 'the latest receipt wins',
    breaks: 'ticks-forward',
    scenario: group,
    design: { tickOrder: 'latest' },
  },
  {
    bug: 'pushed once, and that is that',
    breaks: 'eventual-delivery',
    scenario: group,
    design: { redelivery: 'none', dedup: 'insertOnly' },
  },
  {
    bug: 'a retry that finds its row returns early',
    breaks: 'eventual-delivery',
    scenario: group,
    design: { redelivery: 'none', dedup: 'earlyReturn', routing: 'map' },
  },
  {
    bug: 'a map whose entries never expire',
    breaks: 'no-ghosts',
    scenario: ghosts,
    design: { routing: 'map' },
  },
];

const sealing: readonly Mutant[] = [
  {
    bug: 'nothing is sealed',
    breaks: 'sealed',
    scenario: newPhone,
    design: { encryption: 'none' },
  },
  {
    bug: 'a new key is taken without a word',
    breaks: 'key-change-visible',
    scenario: newPhone,
    design: { keyChange: 'silent', keyCacheMs: 1000 },
  },
];

const order: readonly Mutant[] = [
  {
    bug: 'no number, everybody shows what comes as it comes',
    breaks: 'same-order',
    scenario: group,
    design: { ordering: 'arrival', offlineQueue: 'fifo' },
  },
  {
    bug: 'numbers from a counter that a crash resets',
    breaks: 'same-order',
    scenario: forgetfulRedis,
    design: { ordering: 'counter' },
  },
  {
    bug: 'several messages in flight',
    breaks: 'sender-order',
    scenario: hasty,
    design: { inFlight: 'many', retryMs: 1000 },
  },
  {
    bug: 'no number, and a list read from its head',
    breaks: 'sender-order',
    scenario: group,
    design: { ordering: 'arrival', offlineQueue: 'lifo' },
  },
  {
    bug: 'without numbers nobody can see a gap',
    breaks: 'no-hidden-gaps',
    scenario: hasty,
    design: { ordering: 'arrival', offlineQueue: 'fifo', redelivery: 'none', dedup: 'insertOnly' },
  },
  {
    bug: 'late messages are put in their place',
    breaks: 'stable-view',
    scenario: stableList,
    design: { ordering: 'table', dedup: 'outbox' },
  },
  {
    bug: 'numbers from a counter, shown by number',
    breaks: 'stable-view',
    scenario: stableList,
    design: { ordering: 'counter' },
  },
  {
    bug: 'a replay of numbered rows among rows without numbers',
    breaks: 'stable-view',
    scenario: stableList,
    design: { dedup: 'outbox' },
  },
];

const numbers: readonly Mutant[] = [
  {
    bug: 'presence that lives as long as one heartbeat',
    breaks: 'presence-converges',
    scenario: watching,
    design: { presenceTtlMs: 5000, presencePollMs: 200 },
  },
  {
    bug: 'presence that dies between two heartbeats',
    breaks: 'presence-fresh',
    scenario: watching,
    design: { presenceTtlMs: 3000 },
  },
  {
    bug: 'last seen in the key that expires',
    breaks: 'presence-fresh',
    scenario: watching,
    design: { lastSeen: 'inKey' },
  },
  {
    bug: 'no backoff at all',
    breaks: 'no-retry-storm',
    scenario: storm,
    design: { backoff: 'none' },
  },
  {
    bug: 'a retry every tenth of a second',
    breaks: 'no-retry-storm',
    scenario: group,
    design: { retryMs: 100 },
  },
  {
    bug: 'a look at the outbox every tenth of a second',
    breaks: 'load',
    scenario: busy,
    design: { relayMs: 100 },
  },
  {
    bug: 'a look at the outbox every eighth of a second',
    breaks: 'load',
    scenario: busy,
    design: { relayMs: 125 },
  },
  {
    bug: 'a heartbeat every half minute on a battery',
    breaks: 'budgets',
    scenario: pocket,
    design: { heartbeatMs: 30_000 },
  },
  {
    bug: 'a retry every fifth of a second on a slow uplink',
    breaks: 'budgets',
    scenario: pocket,
    design: { retryMs: 200 },
  },
];

export const designMutants: readonly Mutant[] = [
  ...disputed,
  ...delivery,
  ...sealing,
  ...order,
  ...numbers,
];
