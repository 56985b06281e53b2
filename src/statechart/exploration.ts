/** Walks every configuration that a machine could reach, whatever its guards answer. */
import type { Alphabet } from './alphabet.ts';
import { IllFormedStep, type Configuration } from './configuration.ts';
import { initialMicroStep, microStep, type Chart, type MicroStep } from './micro-step.ts';
import {
  eventlessSelector,
  outcomesOf,
  selectorFor,
  type GuardPlans,
  type Selector,
} from './selection.ts';
import type { Transition } from './state-nodes.ts';
import { UnsupportedFeature } from './unsupported.ts';

/** Above this a machine is refused: its regions should be machines of their own. */
export const CONFIGURATIONS_MAX = 4096;
/** Sets of transitions that one event may select in one configuration. */
const OUTCOMES_MAX = 4096;

const NOTHING: Selector = { parts: [], own: [] };

/** What may happen in one configuration. */
interface Row {
  readonly byEvent: readonly Selector[];
  readonly eventless: Selector;
  readonly steps: Map<string, MicroStep>;
}

/** Every configuration of a machine with what each event may do there. */
export class Exploration {
  readonly initial: MicroStep;
  private readonly rows = new Map<Configuration, Row>();
  private readonly transitionNumbers = new Map<Transition, number>();
  private readonly machineId: string;
  private readonly chart: Chart;
  private readonly alphabet: Alphabet;
  private readonly guards: GuardPlans;
  private readonly configurationsMax: number;

  constructor(
    machineId: string,
    chart: Chart,
    alphabet: Alphabet,
    guards: GuardPlans,
    configurationsMax: number,
  ) {
    this.machineId = machineId;
    this.chart = chart;
    this.alphabet = alphabet;
    this.guards = guards;
    this.configurationsMax = configurationsMax;
    this.initial = this.wellFormed(() => initialMicroStep(chart));
    const found = chart.configurations.all;
    for (let next = 0; next < found.length; next += 1) this.visit(found[next] as Configuration);
    chart.configurations.settleNumbers();
  }

  get configurations(): readonly Configuration[] {
    return this.chart.configurations.all;
  }

  selector(configuration: number, event: number): Selector {
    return this.row(configuration).byEvent[event] ?? NOTHING;
  }

  eventless(configuration: number): Selector {
    return this.row(configuration).eventless;
  }

  /** The micro-step that takes these transitions, in the order in which they were selected. */
  step(configuration: number, transitions: readonly Transition[]): MicroStep {
    return this.stepFrom(this.configurations[configuration] as Configuration, transitions);
  }

  private stepFrom(from: Configuration, transitions: readonly Transition[]): MicroStep {
    const { steps } = this.rows.get(from) as Row;
    const selected = [...new Set(transitions)];
    const key = selected.map((transition) => this.numberOf(transition)).join(',');
    const known = steps.get(key);
    if (known) return known;
    const step = this.wellFormed(() => microStep(this.chart, from, selected), from);
    steps.set(key, step);
    return step;
  }

  private row(configuration: number): Row {
    return this.rows.get(this.configurations[configuration] as Configuration) as Row;
  }

  private visit(configuration: Configuration): void {
    const { guards } = this;
    // A machine that is done takes nothing more.
    const types = configuration.done ? [] : this.alphabet.types;
    const byEvent = types.map((type) => selectorFor(configuration, type, guards));
    const eventless = configuration.done ? NOTHING : eventlessSelector(configuration, guards);
    this.rows.set(configuration, { byEvent, eventless, steps: new Map() });
    for (const selector of [eventless, ...byEvent]) {
      const outcomes = outcomesOf(selector, OUTCOMES_MAX);
      if (!outcomes) this.refuseSize(`${OUTCOMES_MAX} outcomes of one event`);
      for (const { leading } of outcomes) {
        if (leading.length > 0) this.stepFrom(configuration, leading);
      }
    }
    if (this.configurations.length > this.configurationsMax) {
      this.refuseSize(`${this.configurationsMax} configurations`);
    }
  }

  private refuseSize(limit: string): never {
    const problem = `it has more than ${limit}; make its parallel regions machines of their own`;
    throw new UnsupportedFeature(this.machineId, [problem]);
  }

  private wellFormed<T>(make: () => T, from?: Configuration): T {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof IllFormedStep)) throw error;
      const where = from ? `a transition from "${from.name}"` : 'the initial transition';
      const problem = `${where} is not supported: ${error.message}`;
      throw new UnsupportedFeature(this.machineId, [problem]);
    }
  }

  private numberOf(transition: Transition): number {
    let number = this.transitionNumbers.get(transition);
    if (number === undefined) {
      number = this.transitionNumbers.size;
      this.transitionNumbers.set(transition, number);
    }
    return number;
  }
}
