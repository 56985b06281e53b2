/** Random statecharts by feature set, to compare the two executors on shapes nobody thought of. */
import { and, assign, cancel, not, or, raise, setup, stateIn, type AnyStateMachine } from 'xstate';
import { Dice } from './dice.ts';

/**
 * `levels`: compound states three deep. `parallel`: regions. `rich`: eventless transitions, raised
 * events, delayed raises, wildcards, composed guards, history, final states, root transitions.
 */
const FEATURES = {
  flat: { levels: false, parallel: false, rich: false },
  'flat and rich': { levels: false, parallel: false, rich: true },
  hierarchical: { levels: true, parallel: false, rich: false },
  'hierarchical and rich': { levels: true, parallel: false, rich: true },
  parallel: { levels: true, parallel: true, rich: false },
  all: { levels: true, parallel: true, rich: true },
};
export type FeatureSet = keyof typeof FEATURES;
export const FEATURE_SETS = Object.keys(FEATURES) as FeatureSet[];

export const EVENT_TYPES = ['A', 'B', 'C', 'x.a', 'x.b'];

type Config = Record<string, unknown>;

const parts = setup({
  types: {} as {
    context: { n: number; m: number; flag: boolean; mood: string };
    events: { type: string; seq?: number };
  },
  guards: {
    isEven: ({ context }) => context.n % 2 === 0,
    isThird: ({ context }) => context.n % 3 === 0,
    isMany: ({ context }) => context.m > 2,
    isLater: ({ context, event }) => (event.seq ?? 0) > context.m,
    isAbove: ({ context }, params: { k: number }) => context.n % 5 > params.k,
    isQuarter: ({ context }) => context.n % 4 === 1,
    isCalm: ({ context }) => context.mood === 'calm',
    isNeither: not(or(['isMany', 'isThird'])),
  },
  actions: {
    increment: assign(({ context }) => ({ n: context.n + 1 })),
    double: assign({
      m: ({ context }) => (context.n * 2) % 7,
      flag: ({ context }) => !context.flag,
    }),
    note: assign(({ context, event }) => ({ m: (context.m + (event.seq ?? 1)) % 11 })),
    swing: assign({ mood: ({ context }) => (context.mood === 'calm' ? 'wild' : 'calm') }),
    spread: assign(({ context }) => ({ ...context, n: context.n + 2 })),
    add: assign(({ context }, params: { k: number }) => ({ n: context.n + params.k })),
    report: (_args, _params: { s: number }) => {},
    ring: () => {},
  },
  delays: { computed: ({ context }) => 50 + context.n, fixed: 75 },
});

const LATE = { type: 'LATE', seq: 3 };

/** The machine of this seed. The same seed and set always make the same machine. */
export function randomMachine(seed: number, features: FeatureSet): AnyStateMachine {
  return new MachineMaker(new Dice(seed), features).make();
}

class MachineMaker {
  private readonly dice: Dice;
  private readonly isRich: boolean;
  private readonly hasParallel: boolean;
  private readonly hasLevels: boolean;
  private readonly ids: string[] = [];
  private readonly openTargets: Config[] = [];

  constructor(dice: Dice, features: FeatureSet) {
    this.dice = dice;
    this.hasLevels = FEATURES[features].levels;
    this.hasParallel = FEATURES[features].parallel;
    this.isRich = FEATURES[features].rich;
  }

  make(): AnyStateMachine {
    const keys = ['s0', 's1', 's2', 's3'];
    const config: Config = { id: 'random', context: { n: 1, m: 0, flag: false, mood: 'calm' } };
    const isParallel = this.hasParallel && this.dice.chance(0.2);
    if (isParallel) config['type'] = 'parallel';
    else config['initial'] = this.initial(keys);
    const depth = this.hasLevels ? 3 : 0;
    config['states'] = Object.fromEntries(
      keys.map((key) => [key, this.state(depth, keys, isParallel)]),
    );
    if (this.isRich && this.dice.chance(0.3)) config['on'] = this.rootTransitions(keys);
    if (this.isRich && this.dice.chance(0.2)) config['entry'] = this.actions(0.5, false);
    for (const transition of this.openTargets) transition['target'] = this.anyTarget();
    return parts.createMachine(config as never) as unknown as AnyStateMachine;
  }

  private state(depth: number, siblings: string[], insideParallel: boolean): Config {
    const { dice } = this;
    const id = this.newId();
    const config: Config = { id };
    const shape = dice.next();
    const isParallel = this.hasParallel && depth > 0 && shape < 0.25;
    if (isParallel || (this.hasLevels && depth > 0 && shape < 0.6)) {
      this.addChildren(config, depth, isParallel, insideParallel);
      if (config['hasFinal'] && dice.chance(0.7)) config['onDone'] = this.transition(siblings);
      delete config['hasFinal'];
    }
    config['on'] = this.reactions(siblings);
    if (dice.chance(0.4)) config['entry'] = this.actions(0.5, false);
    if (dice.chance(0.4)) config['exit'] = this.actions(0.5, false);
    if (this.isRich && dice.chance(0.15)) {
      config['always'] = [
        { guard: this.eventlessGuard(), target: dice.pick(siblings), actions: ['increment'] },
      ];
    }
    if (dice.chance(0.3)) config['after'] = this.delayed(siblings);
    return config;
  }

  private addChildren(
    config: Config,
    depth: number,
    isParallel: boolean,
    insideParallel: boolean,
  ): void {
    const { dice } = this;
    const keys = ['s0', 's1', 's2'].slice(0, 2 + dice.below(2));
    if (isParallel) config['type'] = 'parallel';
    else config['initial'] = this.initial(keys);
    const inside = insideParallel || isParallel;
    const states: Config = {};
    for (const key of keys) states[key] = this.state(depth - 1, keys, inside);
    config['states'] = states;
    if (!this.isRich || isParallel) return;
    if (!insideParallel && dice.chance(0.3)) {
      const target = dice.chance(0.3) ? { target: dice.pick(keys) } : {};
      const history = dice.pick(['shallow', 'deep']);
      states['memory'] = { type: 'history', history, id: this.newId(), ...target };
    }
    if (dice.chance(0.3)) {
      states['end'] = { type: 'final', id: this.newId(), entry: this.actions(0.3, false) };
      config['hasFinal'] = true;
    }
  }

  private initial(keys: string[]): unknown {
    const target = this.dice.pick(keys);
    if (!this.isRich || this.dice.chance(0.7)) return target;
    return { target, actions: this.actions(0.5, false) };
  }

  private reactions(siblings: string[]): Config {
    const { dice } = this;
    const on: Config = {};
    for (const type of EVENT_TYPES) {
      if (!dice.chance(0.35)) continue;
      const first = this.transition(siblings);
      on[type] = dice.chance(0.3) ? [first, this.transition(siblings)] : first;
    }
    if (this.isRich && dice.chance(0.1)) on['*'] = this.transition(siblings);
    if (this.isRich && dice.chance(0.15)) on['x.*'] = this.transition(siblings);
    if (this.isRich && dice.chance(0.1)) on['LATE'] = this.transition(siblings);
    return on;
  }

  private rootTransitions(keys: string[]): Config {
    const { dice } = this;
    const target = `.${dice.pick(keys)}`;
    const transition: Config = { target, actions: this.actions(0.4, true) };
    if (dice.chance(0.5)) transition['reenter'] = true;
    if (dice.chance(0.5)) transition['guard'] = this.guard();
    return { [dice.pick(EVENT_TYPES)]: transition };
  }

  private transition(siblings: string[]): Config {
    const { dice } = this;
    const transition: Config = {};
    const kind = dice.below(10);
    if (kind < 5) transition['target'] = dice.pick(siblings);
    else if (kind < 8) this.openTargets.push(transition);
    if (dice.chance(0.5)) transition['guard'] = this.guard();
    if (kind < 8 && dice.chance(0.2)) transition['reenter'] = true;
    const actions = this.actions(0.4, true);
    if (actions.length > 0) transition['actions'] = actions;
    return transition;
  }

  private delayed(siblings: string[]): Config {
    const { dice } = this;
    const after: Config = {
      [dice.pick(['100', '250', 'computed', 'fixed', 'hostDelay'])]: this.transition(siblings),
    };
    if (dice.chance(0.3)) after['700'] = [this.transition(siblings), this.transition(siblings)];
    return after;
  }

  private guard(): unknown {
    const { dice } = this;
    const name = dice.pick(['isEven', 'isThird', 'isMany', 'isLater']);
    if (!this.isRich) return name;
    switch (dice.below(10)) {
      case 0:
        return not(name);
      case 1:
        return and([name, 'isEven']);
      case 2:
        return or([name, not('isThird'), { type: 'isAbove', params: { k: 2 } }]);
      case 3:
        return { type: 'isAbove', params: { k: dice.below(4) } };
      case 4:
        return {
          type: 'isAbove',
          params: ({ context }: { context: { m: number } }) => ({ k: context.m % 4 }),
        };
      case 5:
        return stateIn(`#${dice.pick(this.ids)}`);
      case 6:
        return 'isNeither';
      case 7:
        return ({ context }: { context: { flag: boolean } }) => context.flag;
      default:
        return name;
    }
  }

  private eventlessGuard(): unknown {
    const { dice } = this;
    return dice.pick<() => unknown>([
      () => 'isQuarter',
      () => and(['isQuarter', 'isCalm']),
      () => and(['isQuarter', stateIn(`#${dice.pick(this.ids)}`)]),
    ])();
  }

  /** With `mayRaise` false nothing is raised: entry actions that raise mostly loop for ever. */
  private actions(more: number, mayRaise: boolean): unknown[] {
    const actions: unknown[] = [];
    while (this.dice.chance(more)) actions.push(...this.action(mayRaise));
    return actions;
  }

  private action(mayRaise: boolean): unknown[] {
    const { dice } = this;
    switch (dice.below(12)) {
      case 0:
      case 1:
        return ['increment'];
      case 2:
        return ['double'];
      case 3:
        return ['note'];
      case 4:
        return ['swing'];
      case 5:
        return [{ type: 'add', params: { k: dice.below(5) } }];
      case 6:
        return this.isRich && mayRaise && dice.chance(0.4) ? [this.raised()] : ['spread'];
      case 7:
        return this.isRich ? this.late() : ['ring'];
      case 8:
        return [
          {
            type: 'report',
            params: ({ context }: { context: { n: number } }) => ({ s: context.n }),
          },
        ];
      case 9:
        return ['ring'];
      default:
        return [{ type: 'report', params: { s: dice.below(1000) } }];
    }
  }

  private raised(): unknown {
    const type = this.dice.pick(EVENT_TYPES);
    if (this.dice.chance(0.5)) return raise({ type });
    return raise(
      ({ context }: { context: { n: number } }) => ({ type, seq: context.n % 8 }) as never,
    );
  }

  /** A delayed raise; what runs already is cancelled, since two of one id are refused. */
  private late(): unknown[] {
    if (this.dice.chance(0.3)) return [cancel('late')];
    const delay = this.dice.chance(0.5) ? 40 : 'computed';
    return [cancel('late'), raise(LATE, { id: 'late', delay: delay as number })];
  }

  private anyTarget(): string {
    return `#${this.dice.pick(this.ids)}`;
  }

  private newId(): string {
    const id = `n${this.ids.length}`;
    this.ids.push(id);
    return id;
  }
}
