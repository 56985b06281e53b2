/** A node, opened: its state charts, its data, its policy, and what it can read. */
import { useState } from 'react';
import { components } from '../../models/index.ts';
import { useBranch, usePlaybackHandle, useProjection } from '../playback/index.ts';
import {
  CONDITION_FACES,
  conditionOf,
  faultLabel,
  faultsFor,
  nodeFaces,
  strike,
} from '../stage/index.ts';
import { Button, KIND_FACES, Tabs } from '../theme/index.ts';
import { DataTables } from './DataTables.tsx';
import { KnobList } from './KnobList.tsx';
import { ReadableList } from './ReadableList.tsx';
import { StateChart } from './StateChart.tsx';
import styles from './Inspector.module.css';

type Tab = 'state' | 'data' | 'policy' | 'reads';

const TABS: readonly { readonly id: Tab; readonly label: string }[] = [
  { id: 'state', label: 'State' },
  { id: 'data', label: 'Data' },
  { id: 'policy', label: 'Policy' },
  { id: 'reads', label: 'Reads' },
];

export interface NodePanelProps {
  readonly node: number;
  readonly knobs: readonly string[] | undefined;
}

export function NodePanel({ node, knobs }: NodePanelProps) {
  const [tab, setTab] = useState<Tab>('state');
  const branch = useBranch()!;
  const faces = useProjection(nodeFaces);
  const spec = branch.nodes.nodes[node]!;
  const { label, purpose, Icon, colour } = KIND_FACES[spec.kind];
  const condition = conditionOf(faces, node, spec);
  const trouble = condition === 'up' ? null : CONDITION_FACES[condition];
  return (
    <>
      <div className={styles.lead} style={{ '--kind': colour } as React.CSSProperties}>
        <span className={styles.icon}>
          <Icon size={22} />
        </span>
        <p className={styles.leadText}>
          <b>{label}</b>
          {trouble === null ? (
            purpose
          ) : (
            <span className={styles.trouble}>
              <trouble.Icon size={15} /> {trouble.word}
            </span>
          )}
        </p>
      </div>
      <Deeds node={node} />
      <Tabs label={`Inside ${spec.name}`} tabs={TABS} current={tab} onChange={setTab}>
        <div className={styles.tabContent}>
          {tab === 'state' && <Charts node={node} />}
          {tab === 'data' && <DataTables node={node} />}
          {tab === 'policy' && <KnobList kind={spec.kind} shown={knobs} />}
          {tab === 'reads' && <ReadableList node={node} />}
        </div>
      </Tabs>
    </>
  );
}

function Deeds({ node }: { node: number }) {
  const branch = useBranch()!;
  const playback = usePlaybackHandle();
  const faces = useProjection(nodeFaces);
  const spec = branch.nodes.nodes[node]!;
  return (
    <div className={styles.deeds} style={{ paddingBottom: 12 }}>
      {faultsFor(spec).map((fault) => (
        <Button
          key={fault.id}
          Icon={fault.Icon}
          title={fault.about}
          aria-pressed={fault.isOn(faces, node)}
          onClick={() => void playback.edit(strike(fault, faces, node, spec.name))}
        >
          {faultLabel(fault, faces, node)}
        </Button>
      ))}
    </div>
  );
}

function Charts({ node }: { node: number }) {
  const branch = useBranch()!;
  const face = useProjection(nodeFaces).nodes[node]!;
  const { regions } = components[branch.nodes.nodes[node]!.kind];
  if (face.down) return <p className={styles.empty}>It is down: no machine runs.</p>;
  return (
    <>
      {regions.map(({ name, machine }) => (
        <StateChart
          key={name}
          name={name}
          machine={machine}
          current={face.states.get(name) ?? ''}
          last={face.lastChange?.region === name ? face.lastChange : null}
        />
      ))}
    </>
  );
}
