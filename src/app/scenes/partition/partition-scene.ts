/** A partition: server 7 and its phones on one side, the stores on the other, two beliefs. */
import { RECORD } from '../../../models/index.ts';
import { designFor, partitionScenario, scriptedPlan } from '../../../scenarios/index.ts';
import type { Branch } from '../../playback/index.ts';
import { findRecord, justBefore } from '../find-record.ts';
import type { Scene, SceneMoment } from '../scene.ts';
import { BeliefBoard } from './BeliefBoard.tsx';

const SENTENCES: Readonly<Record<string, string>> = {
  '4000': 'Short: server 1 soon stops believing. In quiet times it wrongly takes Ben for offline.',
  '15000':
    'Three times the interval at which servers renew it: one lost renewal does no harm, and the belief ends soon.',
  '60000': 'Long: server 1 goes on sending into the tear, because nothing tells it to stop.',
};

export const partitionScene: Scene = {
  id: 'partition',
  title: 'A partition',
  text: [
    'Server 7 loses server 1, Redis and Cassandra, but keeps its phones. Each side goes on with what it knows.',
  ],
  knob: {
    kind: 'choice',
    label: 'How long an entry of the map is believed',
    sentence: (value) => SENTENCES[value] ?? '',
    initial: '15000',
    choices: [
      { value: '4000', label: '4 s' },
      { value: '15000', label: '15 s' },
      { value: '60000', label: '60 s' },
    ],
  },
  order: (value) => ({
    scenario: partitionScenario,
    design: designFor(partitionScenario, { mapTtlMs: Number(value) }),
    seed: '1',
    plan: scriptedPlan(partitionScenario),
    edits: [],
  }),
  startsAnew: false,
  speed: 0.5,
  moments: momentsOf,
  Picture: BeliefBoard,
};

function momentsOf(branch: Branch): readonly SceneMoment[] {
  const { view, nodes } = branch;
  const text = (id: number) => view.names.text(id);
  const tear = findRecord(branch, RECORD.cut);
  const from = tear?.index ?? 0;
  const typing = (who: string) =>
    findRecord(branch, RECORD.typed, {
      fits: ({ node }) => nodes.nodes[node]?.name === who,
      from,
    });
  const expiry = findRecord(branch, RECORD.expired, {
    fits: ({ a }) => text(a) === 'conn:ben',
    from,
  });
  const healing = findRecord(branch, RECORD.healed);
  const found: readonly [string, typeof tear][] = [
    ['The network tears', tear],
    ['Ana writes into the tear', typing('ana')],
    ['Ben writes on his side', typing('ben')],
    ['Redis forgets where Ben is', expiry],
    ['The tear closes', healing],
  ];
  return found
    .flatMap(([label, record]) =>
      record === undefined ? [] : [{ label, at: justBefore(branch, record), record }],
    )
    .toSorted((one, other) => one.record.index - other.record.index);
}
