/** A component on the map: name, kind, state in words, one number, its last trouble, and the copies
 * of the followed message that lie in it. Its size never changes. */
import { EllipsisVertical, FileText } from 'lucide-react';
import { memo } from 'react';
import { useBranch, usePlayback, useProjection } from '../../playback/index.ts';
import { KIND_FACES } from '../../theme/index.ts';
import { CONDITION_FACES, conditionOf, stateWords } from '../condition.ts';
import { copiesOfMessages, type Copy } from '../projections/copies.ts';
import { nodeFaces } from '../projections/node-faces.ts';
import { useFollowed } from '../use-followed.ts';
import { useNodeDeeds } from '../use-node-deeds.ts';
import { vitalOf } from '../vitals.ts';
import { countText, nodeTitle, PLACE_WORDS } from '../words.ts';
import { noteOf } from '../node-note.ts';
import styles from './NodeCard.module.css';

export const NodeCard = memo(function NodeCard({ node }: { node: number }) {
  const branch = useBranch()!;
  const faces = useProjection(nodeFaces);
  const nowUs = usePlayback((state) => state.playhead.timeUs);
  const selected = usePlayback(
    ({ selection }) => selection?.kind === 'node' && selection.node === node,
  );
  const deeds = useNodeDeeds(node);

  const spec = branch.nodes.nodes[node]!;
  const { label, Icon, colour } = KIND_FACES[spec.kind];
  const condition = conditionOf(faces, node, spec);
  const trouble = condition === 'up' ? null : CONDITION_FACES[condition];
  const vital = vitalOf(faces.nodes[node]!, spec);
  const note = noteOf(faces, node, branch, nowUs);
  const state = trouble?.word ?? stateWords(faces, node, spec);

  return (
    <div
      className={styles.card}
      data-condition={condition}
      data-selected={selected || undefined}
      style={{ '--kind': colour } as React.CSSProperties}
    >
      <button
        type="button"
        className={styles.hit}
        data-node={node}
        aria-label={`${spec.name}, ${label}: ${state}, ${vital.value} ${vital.label}`}
        aria-describedby={note === '' ? undefined : `note-${node}`}
        onClick={deeds.onClick}
        onContextMenu={deeds.onContextMenu}
        onKeyDown={deeds.onKeyDown}
      />
      <span className={styles.icon}>
        <Icon size={18} />
      </span>
      <span className={styles.name}>{nodeTitle(spec)}</span>
      <span className={styles.vital}>
        <b>{countText(vital.value)}</b> {vital.label}
      </span>
      <span className={styles.state}>
        {trouble !== null && <trouble.Icon size={13} />}
        {state}
      </span>
      <Foot node={node} kind={label} note={note} />
      <button
        type="button"
        className={styles.more}
        aria-label={`What can happen to ${spec.name}`}
        aria-haspopup="menu"
        onClick={(event) => deeds.openMenu(event.currentTarget)}
      >
        <EllipsisVertical size={15} />
      </button>
    </div>
  );
});

/** Copies of the followed message; else what there is to say; else what kind of node it is. */
function Foot({ node, kind, note }: { node: number; kind: string; note: string }) {
  const followed = useFollowed();
  const copies = useProjection(copiesOfMessages).get(followed)?.copies ?? [];
  const here = copies.filter((copy) => copy.node === node);
  const words = note !== '' ? note : here.length === 0 ? kind : '';
  return (
    <span className={styles.foot} id={`note-${node}`}>
      {here.map((copy) => (
        <CopyChip key={copy.place} copy={copy} />
      ))}
      <span className={styles.note}>{words}</span>
    </span>
  );
}

/** A copy of the followed message: on disk it is drawn full, in memory only in outline. */
function CopyChip({ copy }: { copy: Copy }) {
  return (
    <span className={styles.copy} data-durable={copy.durable || undefined}>
      <FileText size={11} />
      {PLACE_WORDS[copy.place]}
    </span>
  );
}
