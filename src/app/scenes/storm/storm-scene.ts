/** A reconnect storm: a server dies under 2,000 phones, and the pause before each new attempt decides. */
import { RECORD } from '../../../models/index.ts';
import { designFor, scriptedPlan, stormScenario } from '../../../scenarios/index.ts';
import type { Branch } from '../../playback/index.ts';
import { findRecord, justBefore } from '../find-record.ts';
import type { Scene, SceneMoment } from '../scene.ts';
import { StormChart } from './StormChart.tsx';

const scenario = stormScenario();

const SENTENCES: Readonly<Record<string, string>> = {
  exponential: 'Each failure doubles the pause, the same for everybody: so they all come together.',
  full: 'A random pause between nothing and the doubled one: the wave spreads out.',
};

export const stormScene: Scene = {
  id: 'storm',
  title: 'A reconnect storm',
  text: [
    'A server dies under 2,000 phones. All notice at once and want in again; the balancer lets in 100 a second. What a phone does when it is turned away is one line of its code.',
  ],
  knob: {
    kind: 'choice',
    label: 'The pause before the next attempt',
    sentence: (value) => SENTENCES[value] ?? '',
    initial: 'exponential',
    choices: [
      { value: 'exponential', label: 'doubled' },
      { value: 'full', label: 'with jitter' },
    ],
  },
  order: (value) => ({
    scenario,
    design: designFor(scenario, { backoff: value }),
    seed: '1',
    plan: scriptedPlan(scenario),
    edits: [],
  }),
  startsAnew: false,
  speed: 5,
  moments: momentsOf,
  Picture: StormChart,
};

function momentsOf(branch: Branch): readonly SceneMoment[] {
  const crash = findRecord(branch, RECORD.crashed);
  const back = findRecord(branch, RECORD.restarted);
  const refusal = findRecord(branch, RECORD.refused, { from: crash?.index ?? 0 });
  const shown = findRecord(branch, RECORD.shown);
  const found: readonly [string, typeof crash][] = [
    ['The server dies', crash],
    ['The first phone is turned away', refusal],
    ['The server is back', back],
    ['Ana’s message reaches Ben', shown],
  ];
  return found
    .flatMap(([label, record]) =>
      record === undefined ? [] : [{ label, at: justBefore(branch, record, 1_000_000), record }],
    )
    .toSorted((one, other) => one.record.index - other.record.index);
}
