/** Two futures beside each other: where they part, what happens there in each, what each check says. */
import { useMemo, useState } from 'react';
import { storyOf } from '../../measures/index.ts';
import { firstDifference, usePlaybackHandle, type Branch } from '../playback/index.ts';
import { Button, Select } from '../theme/index.ts';
import { clockText } from './clock-text.ts';
import styles from './BranchSheet.module.css';

export interface Parting {
  /** Records that both begin with. */
  readonly record: number;
  readonly timeUs: number;
  /** The next thing that happens in each; '' where nothing does. */
  readonly one: string;
  readonly other: string;
}

/** Null when nothing tells the two apart. */
export function partingOf(one: Branch, other: Branch): Parting | null {
  const record = firstDifference(one.view, other.view);
  const isEnd = (branch: Branch) => record >= branch.view.length;
  if (isEnd(one) && isEnd(other)) return null;
  const timeOf = ({ view }: Branch) => view.columns.timeUs[record] ?? Infinity;
  const timeUs = Math.min(
    isEnd(one) ? Infinity : timeOf(one),
    isEnd(other) ? Infinity : timeOf(other),
  );
  return { record, timeUs, one: sentenceAt(one, record), other: sentenceAt(other, record) };
}

function sentenceAt({ view, nodes }: Branch, record: number): string {
  return record < view.length ? storyOf(view.readRecord(record), view.names, nodes) : '';
}

export function BranchComparison({ branches }: { branches: readonly Branch[] }) {
  const playback = usePlaybackHandle();
  const [chosen, choose] = useState<readonly [string, string] | null>(null);
  const find = (id: string | undefined) => branches.find((branch) => branch.id === id);
  const one = find(chosen?.[0]) ?? branches[0]!;
  const other = find(chosen?.[1]) ?? branches.findLast((branch) => branch !== one)!;
  const parting = useMemo(() => partingOf(one, other), [one, other]);
  const options = branches.map(({ id, name }) => ({ value: id, label: name }));

  return (
    <section className={styles.comparison} aria-label="Compare two futures">
      <h3 className={styles.heading}>Compare two</h3>
      <div className={styles.pair}>
        <Select
          label="One future"
          hideLabel
          value={one.id}
          options={options}
          onChange={(id) => choose([id, other.id])}
        />
        <Select
          label="The other future"
          hideLabel
          value={other.id}
          options={options}
          onChange={(id) => choose([one.id, id])}
        />
      </div>
      {parting === null ? (
        <p>Nothing tells these two apart.</p>
      ) : (
        <>
          <p>
            They are the same for {parting.record} records and part at{' '}
            <strong>{clockText(parting.timeUs)}</strong>.
          </p>
          <div className={styles.pair}>
            <p className={styles.next}>{parting.one || 'Nothing more happens.'}</p>
            <p className={styles.next}>{parting.other || 'Nothing more happens.'}</p>
          </div>
          <Button onClick={() => playback.seekRecord(parting.record)}>Go to where they part</Button>
        </>
      )}
      <VerdictTable one={one} other={other} />
    </section>
  );
}

function VerdictTable({ one, other }: { one: Branch; other: Branch }) {
  const verdictOf = (branch: Branch, id: string) =>
    branch.verdicts.find((each) => each.id === id)?.verdict ?? '–';
  const ids = [...new Set([...one.verdicts, ...other.verdicts].map(({ id }) => id))];
  if (ids.length === 0) return null;
  return (
    <table className={styles.verdicts}>
      <thead>
        <tr>
          <th scope="col">Check</th>
          <th scope="col">{one.name}</th>
          <th scope="col">{other.name}</th>
        </tr>
      </thead>
      <tbody>
        {ids.map((id) => (
          <tr key={id} data-differs={verdictOf(one, id) !== verdictOf(other, id) || undefined}>
            <th scope="row">{id}</th>
            <td data-verdict={verdictOf(one, id)}>{verdictOf(one, id)}</td>
            <td data-verdict={verdictOf(other, id)}>{verdictOf(other, id)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
