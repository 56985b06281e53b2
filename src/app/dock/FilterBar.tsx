/** Which part of the run the story, the picture and the table tell. */
import { memo, useMemo } from 'react';
import { nodeTitle } from '../stage/words.ts';
import type { Branch } from '../playback/index.ts';
import { Segmented } from '../theme/index.ts';
import { bookOf } from './record-words.ts';
import type { Level, RecordFilter } from './record-filter.ts';
import styles from './FilterBar.module.css';

const LEVELS: readonly { readonly value: Level; readonly label: string; readonly name: string }[] =
  [
    { value: 'life', label: 'People', name: 'What people would notice' },
    { value: 'wire', label: 'Packets', name: 'Packets too' },
    { value: 'inner', label: 'All', name: 'Everything' },
  ];

/** A list longer than this is no choice any more. */
const CHOICES_MAX = 300;

export interface FilterBarProps {
  readonly branch: Branch;
  readonly filter: RecordFilter;
  readonly onChange: (filter: RecordFilter) => void;
}

export const FilterBar = memo(function FilterBar({ branch, filter, onChange }: FilterBarProps) {
  const { view, nodes } = branch;
  const { size } = bookOf(view);
  const messages = useMemo(
    () =>
      [...bookOf(view).all()].slice(0, CHOICES_MAX).map(([message, { text }]) => ({
        name: view.names.text(message),
        text: view.names.text(text),
      })),
    // The book only grows.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
    [view, size],
  );
  return (
    <div className={styles.bar}>
      <Segmented
        label="How much is told"
        value={filter.level}
        options={LEVELS}
        onChange={(level) => onChange({ ...filter, level })}
      />
      <select
        className={styles.select}
        aria-label="Message"
        data-set={filter.message !== '' || undefined}
        value={filter.message}
        onChange={(event) => onChange({ ...filter, message: event.target.value })}
      >
        <option value="">All messages</option>
        {messages.map(({ name, text }) => (
          <option key={name} value={name}>
            {`“${text.length > 28 ? `${text.slice(0, 27)}…` : text}” (${name})`}
          </option>
        ))}
      </select>
      <select
        className={styles.select}
        aria-label="Node"
        data-set={filter.node >= 0 || undefined}
        value={filter.node}
        onChange={(event) => onChange({ ...filter, node: Number(event.target.value) })}
      >
        <option value={-1}>All nodes</option>
        {nodes.nodes.slice(0, CHOICES_MAX).map((spec, node) => (
          <option key={spec.name} value={node}>
            {nodeTitle(spec)}
          </option>
        ))}
      </select>
    </div>
  );
});
