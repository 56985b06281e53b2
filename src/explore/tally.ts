/** What many runs say together: counts by check, what was reached, and an honest claim. */
import type { BrokenCheck } from '../checks/index.ts';
import { digitsInGroups } from '../kernel/index.ts';
import { CHECK_NAMES, type CheckName, type Scenario } from '../scenarios/index.ts';
import type { RunOutcome, RunVerdict } from './judged-run.ts';

export type VerdictCounts = Readonly<Record<'holds' | 'notProved' | 'broken', number>>;

export interface Failure extends BrokenCheck {
  readonly seed: string;
  /** The how-manieth run of the sweep it was, from 1. */
  readonly nth: number;
}

export interface Tally {
  readonly runs: number;
  readonly holds: number;
  readonly notProved: number;
  readonly broken: number;
  /** Runs without a verdict: they passed a budget. */
  readonly stopped: number;
  readonly events: number;
  readonly byCheck: Readonly<Partial<Record<CheckName, VerdictCounts>>>;
  /** In how many runs each kind of fault struck; 0 for one that the scenario allows and none met. */
  readonly reached: Readonly<Record<string, number>>;
  /** The failure of the lowest run number, and the first of the most serious check. */
  readonly first?: Failure;
  readonly worst?: Failure;
  /** The first failure of each check, also in runs where a more serious one is broken too. */
  readonly firstOf: Readonly<Partial<Record<CheckName, Failure>>>;
}

/** Outcomes in any order, of all or some runs of a sweep. */
export function tallyOf(scenario: Scenario, outcomes: readonly RunOutcome[]): Tally {
  const count = (verdict: RunVerdict): number =>
    outcomes.filter((outcome) => outcome.verdict === verdict).length;
  const failures = outcomes
    .flatMap(({ seed, verdicts }): Failure[] =>
      verdicts.flatMap((each) =>
        each.verdict === 'broken' ? [{ ...each, seed, nth: numberOf(seed) }] : [],
      ),
    )
    .toSorted((one, other) => one.nth - other.nth || seriousness(one) - seriousness(other));
  const firstOf: Partial<Record<CheckName, Failure>> = {};
  for (const failure of failures) firstOf[failure.id] ??= failure;
  const [first] = failures;
  const worst = CHECK_NAMES.map((name) => firstOf[name]).find((failure) => failure !== undefined);
  return {
    runs: outcomes.length,
    holds: count('holds'),
    notProved: count('not proved'),
    broken: count('broken'),
    stopped: count('stopped'),
    events: outcomes.reduce((sum, { events }) => sum + events, 0),
    byCheck: countsByCheck(scenario, outcomes),
    reached: reachedBy(scenario, outcomes),
    firstOf,
    ...(first === undefined ? {} : { first }),
    ...(worst === undefined ? {} : { worst }),
  };
}

/** The run's number in its sweep, whichever part of the sweep the outcomes are: `monday/17`. */
function numberOf(seed: string): number {
  return Number(seed.slice(seed.lastIndexOf('/') + 1));
}

function seriousness({ id }: Failure): number {
  return CHECK_NAMES.indexOf(id);
}

function countsByCheck(scenario: Scenario, outcomes: readonly RunOutcome[]): Tally['byCheck'] {
  const counts = new Map<CheckName, Record<keyof VerdictCounts, number>>();
  for (const name of CHECK_NAMES) {
    if (scenario.checks.includes(name)) counts.set(name, { holds: 0, notProved: 0, broken: 0 });
  }
  for (const { verdicts } of outcomes) {
    for (const { id, verdict } of verdicts) {
      const of = counts.get(id);
      if (of !== undefined) of[verdict === 'not proved' ? 'notProved' : verdict]++;
    }
  }
  return Object.fromEntries(counts);
}

function reachedBy(scenario: Scenario, outcomes: readonly RunOutcome[]): Record<string, number> {
  const reached: Record<string, number> = {};
  for (const { fault } of scenario.faults.kinds) reached[fault] = 0;
  if (Object.values(scenario.network).some(({ loss }) => loss > 0)) reached['loss'] = 0;
  for (const { struck } of outcomes) {
    for (const fault of struck) reached[fault] = (reached[fault] ?? 0) + 1;
  }
  return reached;
}

const FAILURE_WORDS: Readonly<Record<CheckName, string>> = {
  sealed: 'let a server read a message',
  'no-acked-loss': 'lost a message that its sender saw a tick on',
  'shown-once': 'showed a message twice',
  'no-invention': 'showed what nobody had sent',
  'accepted-once': 'accepted a message twice',
  'same-order': 'showed two phones another order',
  'sender-order': 'showed messages in another order than typed',
  'no-hidden-gaps': 'hid a gap',
  'stable-view': 'put a message above one that was read',
  'honest-ticks': 'showed a tick that was a lie',
  'ticks-forward': 'showed a tick stepping back',
  'eventual-delivery': 'left a message undelivered',
  'key-change-visible': 'sealed to a new key that nobody was shown',
  'no-ghosts': 'sent messages to a dead server',
  'presence-converges': 'went on showing somebody wrongly online or offline',
  'presence-fresh': 'showed presence that was too old',
  conservation: 'lost count of something',
  'bounded-backlog': 'let a queue grow without end',
  'no-retry-storm': 'tried again too often',
  load: 'asked a node for more than it can do',
  budgets: 'cost a phone too much',
  'sane-numbers': 'had numbers that cannot be',
};

/** One sentence for a whole sweep, or for one check of it. Never says "correct". */
export function claimOf(tally: Tally, check?: CheckName): string {
  const { runs } = tally;
  if (runs === 0) return 'No run has finished yet.';
  const id = check ?? tally.worst?.id;
  const counts = id === undefined ? undefined : tally.byCheck[id];
  if (id !== undefined && counts !== undefined && counts.broken > 0) {
    const nth = tally.firstOf[id]?.nth;
    const first = nth === undefined ? '' : ` The first is run ${digitsInGroups(nth)}.`;
    return `${share(counts.broken, runs)} ${FAILURE_WORDS[id]}.${first}`;
  }
  const tested = counts === undefined ? tally.holds : counts.holds;
  if (tested === 0) return `Not proved: none of ${inWords(runs)} put it to the test.`;
  return noFailureIn(tested, runs);
}

/**
 * The rule of three (Hanley and Lippman-Hand 1983): after n runs without a failure, the true rate
 * is below 3/n with 95 % confidence.
 */
function noFailureIn(tested: number, runs: number): string {
  const of =
    tested === runs
      ? inWords(runs)
      : `${digitsInGroups(tested)} of ${inWords(runs)} that tested it`;
  if (tested < 10) return `No failure in ${of}: too few to say how often it would fail.`;
  return `No failure in ${of}: the true rate is likely below ${percentBelow(tested)} %.`;
}

/** 3/n in percent, rounded up to two digits: 0.3 for 1,000 runs, 30 for 10. */
function percentBelow(runs: number): string {
  const thousandths = Math.ceil(300_000 / runs);
  const step =
    thousandths >= 10_000 ? 1000 : thousandths >= 1000 ? 100 : thousandths >= 100 ? 10 : 1;
  const rounded = Math.ceil(thousandths / step) * step;
  const whole = Math.floor(rounded / 1000);
  const rest = String(1000 + (rounded % 1000))
    .slice(1)
    .replace(/0+$/, '');
  return rest === '' ? String(whole) : `${whole}.${rest}`;
}

function share(some: number, runs: number): string {
  if (some === runs) return runs === 1 ? 'The one run' : `All ${inWords(runs)}`;
  return `${digitsInGroups(some)} of ${inWords(runs)}`;
}

function inWords(runs: number): string {
  return runs === 1 ? '1 run' : `${digitsInGroups(runs)} runs`;
}
