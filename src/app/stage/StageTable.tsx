/** The map's twin in words: every node and every link in a table, with what can be done to them. */
import { EllipsisVertical } from 'lucide-react';
import { useMemo } from 'react';
import { useBranch, usePlayback, usePlaybackHandle, useProjection } from '../playback/index.ts';
import { Button, IconButton, KIND_FACES } from '../theme/index.ts';
import { CONDITION_FACES, conditionOf, stateWords } from './condition.ts';
import { castOf } from './map/cast.ts';
import { layoutMap } from './map/layout.ts';
import { noteOf } from './node-note.ts';
import { copiesOfMessages } from './projections/copies.ts';
import { addedMs, isCut, nodeFaces } from './projections/node-faces.ts';
import { useFollowed } from './use-followed.ts';
import { useNodeDeeds } from './use-node-deeds.ts';
import { vitalOf } from './vitals.ts';
import { nodeTitle, PLACE_WORDS } from './words.ts';
import styles from './StageTable.module.css';

/** A table of more rows than this is no longer read. */
const ROWS_MAX = 60;

export function StageTable() {
  const branch = useBranch()!;
  const nodes = branch.nodes.nodes.slice(0, ROWS_MAX);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="The stage as tables">
      <table className={styles.table}>
        <caption>Nodes</caption>
        <thead>
          <tr>
            <th scope="col">Node</th>
            <th scope="col">Kind</th>
            <th scope="col">State</th>
            <th scope="col">In hand</th>
            <th scope="col">Holds the message in</th>
            <th scope="col">Says</th>
            <th scope="col">
              <span className="heard">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((spec, node) => (
            <NodeRow key={spec.name} node={node} />
          ))}
        </tbody>
      </table>
      <LinkTable />
    </div>
  );
}

function NodeRow({ node }: { node: number }) {
  const branch = useBranch()!;
  const faces = useProjection(nodeFaces);
  const copies = useProjection(copiesOfMessages).get(useFollowed())?.copies ?? [];
  const nowUs = usePlayback((state) => state.playhead.timeUs);
  const deeds = useNodeDeeds(node);
  const spec = branch.nodes.nodes[node]!;
  const condition = conditionOf(faces, node, spec);
  const vital = vitalOf(faces.nodes[node]!, spec);
  const places = copies.filter((copy) => copy.node === node).map(({ place }) => PLACE_WORDS[place]);
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          className={styles.open}
          data-node={node}
          onClick={deeds.onClick}
          onContextMenu={deeds.onContextMenu}
          onKeyDown={deeds.onKeyDown}
        >
          {nodeTitle(spec)}
        </button>
      </th>
      <td>{KIND_FACES[spec.kind].label}</td>
      <td data-trouble={condition !== 'up' || undefined}>
        {condition === 'up' ? stateWords(faces, node, spec) : CONDITION_FACES[condition].word}
      </td>
      <td>
        {vital.value} {vital.label}
      </td>
      <td>{places.join(', ')}</td>
      <td>{noteOf(faces, node, branch, nowUs)}</td>
      <td>
        <IconButton
          label={`What can happen to ${spec.name}`}
          Icon={EllipsisVertical}
          aria-haspopup="menu"
          onClick={(event) => deeds.openMenu(event.currentTarget)}
        />
      </td>
    </tr>
  );
}

function LinkTable() {
  const branch = useBranch()!;
  const playback = usePlaybackHandle();
  const faces = useProjection(nodeFaces);
  const links = useMemo(() => {
    const cast = castOf(branch.nodes, branch.input.scenario);
    return [...layoutMap(branch.nodes, cast, 'columns', { width: 0, height: 0 }).links.values()];
  }, [branch.nodes, branch.input.scenario]);
  const nameOf = (node: number) => nodeTitle(branch.nodes.nodes[node]!);
  return (
    <table className={styles.table}>
      <caption>Links</caption>
      <thead>
        <tr>
          <th scope="col">Between</th>
          <th scope="col">And</th>
          <th scope="col">State</th>
          <th scope="col">
            <span className="heard">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {links.slice(0, ROWS_MAX).map(({ key, from, to }) => {
          const cut = isCut(faces, from, to);
          const slow = addedMs(faces, from, to);
          return (
            <tr key={key}>
              <th scope="row">{nameOf(from)}</th>
              <td>{nameOf(to)}</td>
              <td data-trouble={cut || undefined}>
                {cut ? 'cut' : slow > 0 ? `${slow} ms slower` : 'whole'}
              </td>
              <td>
                <Button look="quiet" onClick={() => playback.select({ kind: 'link', from, to })}>
                  Open
                  <span className="heard">
                    {' '}
                    the link {nameOf(from)} to {nameOf(to)}
                  </span>
                </Button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
