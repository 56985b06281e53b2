/** Plans out of files: what was written is read back, and what is damaged or foreign has a place. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePlan } from '../../src/lesson/index.ts';
import type { Operation } from '../../src/models/index.ts';
import {
  disputes,
  homeScenario,
  planFor,
  type Action,
  type Plan,
} from '../../src/scenarios/index.ts';
import { rounds } from '../proof-size.ts';

const plan = planFor(homeScenario, 'monday');
const textOf = (of: object) => JSON.stringify(of, null, 2);

/** `line:column message` of everything that is wrong. */
function told(text: string, scenario = homeScenario): readonly string[] {
  const parsed = parsePlan(text, scenario);
  if (parsed.ok) return [];
  return parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

test('a plan that was written is read back the same', () => {
  const scenarios = [homeScenario, ...disputes.map(({ scenario }) => scenario)];
  for (const scenario of scenarios) {
    for (const seed of ['a', 'b', 'c']) {
      const written = planFor(scenario, seed);
      expect(parsePlan(textOf(written), scenario)).toEqual({ ok: true, plan: written });
    }
  }
});

// One of each: a deed or an act that the models learn later does not compile until it is here.
const OPERATIONS: Readonly<Record<Operation['act'], Operation>> = {
  type: { act: 'type', conversation: 'ana-ben', text: 'Six?' },
  attach: { act: 'attach', conversation: 'ana-ben', text: 'Look', bytes: 1000 },
  open: { act: 'open', conversation: 'ana-ben' },
  airplane: { act: 'airplane', on: true },
  watch: { act: 'watch', user: 'ben' },
  background: { act: 'background' },
  foreground: { act: 'foreground' },
  suspend: { act: 'suspend' },
  kill: { act: 'kill' },
  launch: { act: 'launch' },
  reinstall: { act: 'reinstall' },
  unlink: { act: 'unlink' },
  add: { act: 'add', conversation: 'ana-ben', user: 'ben' },
  acceptKeys: { act: 'acceptKeys', conversation: 'ana-ben' },
};
const ACTIONS: Readonly<Record<Action['do'], readonly Action[]>> = {
  operate: Object.values(OPERATIONS).map((operation) => ({
    do: 'operate',
    phone: 'ana',
    operation,
  })),
  crash: [
    { do: 'crash', node: 'server-1' },
    { do: 'crash', node: 'server-1', how: 'process' },
  ],
  restart: [{ do: 'restart', node: 'server-1' }],
  pause: [{ do: 'pause', node: 'server-1' }],
  resume: [{ do: 'resume', node: 'server-1' }],
  cut: [
    { do: 'cut', node: 'ana' },
    { do: 'cut', node: 'ana', peer: 'balancer' },
  ],
  heal: [{ do: 'heal', node: 'ana' }],
  slow: [{ do: 'slow', node: 'ana', addMs: 100 }],
  skew: [{ do: 'skew', node: 'ana', skewMs: -100 }],
  drop: [
    { do: 'drop', packet: 'publish', nth: 1 },
    { do: 'drop', packet: 'publish', message: 'ana/m1', nth: 2 },
  ],
  delay: [{ do: 'delay', packet: 'publish', nth: 1, addMs: 100 }],
  knob: [
    { do: 'knob', key: 'dedup', value: 'none' },
    { do: 'knob', key: 'retryMs', value: 1000 },
  ],
};

test.each(Object.entries(ACTIONS))('a plan may %s', (_, actions) => {
  const items = actions.map((action, nth) => ({ id: `item/${nth}`, atUs: nth, action }));
  const problems = told(textOf({ items }));
  // Whether this scenario can meet it is another matter; the words are understood.
  expect(problems.filter((problem) => !/items\[\d+\]/.test(problem))).toEqual([]);
});

describe('a plan that cannot be is refused with its place:', () => {
  const one = (action: object, atUs = 1000): string =>
    textOf({ items: [{ id: 'x', atUs, action }] });

  test.each<[string, string, string]>([
    ['nothing', '', '1:1 this block is empty'],
    ['a page', '<!doctype html>\n<title>Not found</title>', '1:1 expected fields, found the text'],
    ['a list', '[]', '1:1 expected fields, found a list'],
    ['no plan', '{"runs": 12}', '1:1 missing field "items"'],
    ['no items', '{"items": 3}', '1:11 items: expected a list, found number 3'],
    ['an unknown deed', one({ do: 'explode', node: 'ana' }), '7:15 items.0.action.do: '],
    ['a misspelt field', one({ do: 'crash', nod: 'ana' }), '8:9 unknown field "nod"'],
    [
      'a time before the start',
      one({ do: 'crash', node: 'ana' }, -5),
      '5:15 items.0.atUs: -5 is too',
    ],
    [
      'a time after the end',
      one({ do: 'crash', node: 'ana' }, 1e12),
      '5:15 items[0].atUs: 1000000000000 µs lies outside the run',
    ],
    [
      'a node of another scenario',
      one({ do: 'crash', node: 'server-99' }),
      '8:17 items[0].action.node: there is no node "server-99"',
    ],
    [
      'an unknown knob',
      one({ do: 'knob', key: 'dedupe', value: 'none' }),
      '8:16 items[0].action.key: there is no knob "dedupe"',
    ],
    ['an inherited name', '{"items": [], "__proto__": {"items": []}}', '1:15 '],
  ])('%s', (_, text, problem) => {
    expect(told(text)[0]).toContain(problem);
  });

  test('items out of order', () => {
    const [first, second] = [plan.items[0]!, plan.items.at(-1)!];
    const turned: Plan = { items: [second, first] };
    expect(told(textOf(turned))[0]).toMatch(/^\d+:15 items\[1\]\.atUs: .* put the items in order/);
  });

  test('a file that was cut off anywhere', () => {
    const text = textOf(plan);
    const end = text.trimEnd().length - 1;
    fc.assert(
      fc.property(fc.nat({ max: end }), (at) => {
        const [problem = ''] = told(text.slice(0, at));
        expect(problem).toMatch(/^\d+:\d+ .+/);
      }),
      { numRuns: rounds(200, 25), seed: 3 },
    );
  });

  test('a file of which one letter is another is a plan or is refused, never an exception', () => {
    const text = textOf(plan);
    const letter = fc.constantFrom('{', '}', '"', ':', ',', '0', 'x', '\\', '\n', '&', '*', '!');
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), letter, (at, by) => {
        parsePlan(text.slice(0, at) + by + text.slice(at + 1), homeScenario);
      }),
      { numRuns: rounds(300, 25), seed: 3 },
    );
  });
});
