/** The counts of a sweep that is under way: each outcome is read once, however often one asks. */
import type { Failure, RunOutcome, Tally, VerdictCounts } from '../../explore/index.ts';
import { CHECK_NAMES, type CheckName, type Scenario } from '../../scenarios/index.ts';

type Counts = { -readonly [Key in keyof VerdictCounts]: VerdictCounts[Key] };

export class RunningTally {
  readonly #seen: Uint8Array;
  readonly #byCheck = new Map<CheckName, Counts>();
  readonly #reached: Record<string, number> = {};
  readonly #firstOf: Partial<Record<CheckName, Failure>> = {};
  readonly #verdicts = { holds: 0, 'not proved': 0, broken: 0, stopped: 0 };
  #runs = 0;
  #events = 0;

  constructor({ checks, faults, network }: Scenario, count: number) {
    this.#seen = new Uint8Array(count);
    for (const name of CHECK_NAMES) {
      if (checks.includes(name)) this.#byCheck.set(name, { holds: 0, notProved: 0, broken: 0 });
    }
    for (const { fault } of faults.kinds) this.#reached[fault] = 0;
    if (Object.values(network).some(({ loss }) => loss > 0)) this.#reached['loss'] = 0;
  }

  /** Reads what has come since; the outcomes lie at the numbers of their runs less one. */
  read(outcomes: readonly (RunOutcome | undefined)[]): this {
    outcomes.forEach((outcome, place) => {
      if (outcome === undefined || this.#seen[place] === 1) return;
      this.#seen[place] = 1;
      this.#add(outcome, place + 1);
    });
    return this;
  }

  tally(): Tally {
    const { holds, broken, stopped } = this.#verdicts;
    const firstOf = { ...this.#firstOf };
    const failures = CHECK_NAMES.flatMap((name) => firstOf[name] ?? []);
    const [worst] = failures;
    // Of two failures in one run the more serious comes first, as it does in the list.
    const first = failures.toSorted((one, other) => one.nth - other.nth)[0];
    return {
      runs: this.#runs,
      holds,
      notProved: this.#verdicts['not proved'],
      broken,
      stopped,
      events: this.#events,
      byCheck: Object.fromEntries(
        [...this.#byCheck].map(([name, counts]) => [name, { ...counts }]),
      ),
      reached: { ...this.#reached },
      firstOf,
      ...(first === undefined ? {} : { first }),
      ...(worst === undefined ? {} : { worst }),
    };
  }

  #add({ seed, verdict, verdicts, events, struck }: RunOutcome, nth: number): void {
    this.#runs++;
    this.#events += events;
    this.#verdicts[verdict]++;
    for (const fault of struck) this.#reached[fault] = (this.#reached[fault] ?? 0) + 1;
    for (const each of verdicts) {
      const counts = this.#byCheck.get(each.id);
      if (counts !== undefined)
        counts[each.verdict === 'not proved' ? 'notProved' : each.verdict]++;
      if (each.verdict !== 'broken') continue;
      const known = this.#firstOf[each.id];
      if (known === undefined || nth < known.nth) this.#firstOf[each.id] = { ...each, seed, nth };
    }
  }
}
