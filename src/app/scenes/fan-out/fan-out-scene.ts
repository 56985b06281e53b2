/** A group message: one goes out, many arrive, and the receipts come back as a larger wave. */
import { RECORD } from '../../../models/index.ts';
import { designFor, fanOutScenario, scriptedPlan } from '../../../scenarios/index.ts';
import type { Branch } from '../../playback/index.ts';
import { findRecord, justBefore } from '../find-record.ts';
import type { Scene, SceneMoment } from '../scene.ts';
import { FanChart } from './FanChart.tsx';

/** With more, the last ones would open the chat after the run's end. */
const MEMBERS_MAX = 150;

export const fanOutScene: Scene = {
  id: 'fan-out',
  title: 'A group message',
  text: [
    'Ana writes once. The servers make a copy for every other member. Then every phone answers, twice: delivered, and read.',
  ],
  knob: {
    kind: 'slider',
    label: 'Members of the group',
    sentence: (value) => {
      const others = Number(value) - 1;
      return `${others} copies out; two receipts from each of ${others} phones, and again on to Ana’s phone.`;
    },
    initial: '50',
    min: 3,
    max: MEMBERS_MAX,
  },
  order: (value) => {
    const scenario = fanOutScenario(Number(value));
    return {
      scenario,
      design: designFor(scenario),
      seed: '1',
      plan: scriptedPlan(scenario),
      edits: [],
    };
  },
  startsAnew: true,
  speed: 0.1,
  moments: momentsOf,
  Picture: FanChart,
};

function momentsOf(branch: Branch): readonly SceneMoment[] {
  const { view } = branch;
  const leaving = (type: string) =>
    findRecord(branch, RECORD.sent, {
      fits: ({ message, b }) => message >= 0 && view.names.text(b) === type,
    });
  const found: readonly [string, ReturnType<typeof findRecord>][] = [
    ['Ana sends', findRecord(branch, RECORD.typed)],
    ['The copies leave', leaving('deliver')],
    ['The first “delivered” comes back', leaving('deliverAck')],
    ['The first “read” comes back', leaving('readReceipt')],
  ];
  return found
    .flatMap(([label, record]) =>
      record === undefined ? [] : [{ label, at: justBefore(branch, record, 5000), record }],
    )
    .toSorted((one, other) => one.record.index - other.record.index);
}
