/** The records as a table, page by page: what the story tells, with every field. */
import { memo, useEffect, useRef, useState } from 'react';
import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, FileDown } from 'lucide-react';
import { digitsInGroups } from '../../../kernel/index.ts';
import { clockText } from '../../transport/clock-text.ts';
import { usePlayback, usePlaybackHandle, type Branch } from '../../playback/index.ts';
import { Button, IconButton } from '../../theme/index.ts';
import { download, fileNameFor } from '../download.ts';
import { FilterBar } from '../FilterBar.tsx';
import { matchesOf, type RecordFilter } from '../record-filter.ts';
import { fieldTexts, kindName, messageName } from '../record-words.ts';
import { useSeen } from '../use-seen.ts';
import { csvParts } from './csv.ts';
import styles from './RecordTable.module.css';

const PAGE_ROWS = 50;

export interface RecordTableProps {
  readonly branch: Branch;
  readonly filter: RecordFilter;
  readonly onFilter: (filter: RecordFilter) => void;
}

export function RecordTable({ branch, filter, onFilter }: RecordTableProps) {
  const record = usePlayback((state) => state.playhead.record);
  const seen = useSeen();
  const matches = matchesOf(branch.view, filter);
  const count = matches.countBefore(seen);
  const happened = matches.countBefore(record);
  const pages = Math.max(1, Math.ceil(count / PAGE_ROWS));
  // Until somebody turns a page, the one with the playhead is shown.
  const [turned, turnTo] = useState<number | null>(null);
  const page = Math.min(pages - 1, turned ?? Math.max(0, Math.floor((happened - 1) / PAGE_ROWS)));
  const rows = Array.from(
    { length: Math.min(PAGE_ROWS, count - page * PAGE_ROWS) },
    (_, offset) => page * PAGE_ROWS + offset,
  );

  return (
    <div className={styles.records}>
      <div className={styles.tools}>
        <FilterBar branch={branch} filter={filter} onChange={onFilter} />
        <ExportButton branch={branch} filter={filter} seen={seen} />
      </div>
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above */}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Records">
        <table className={styles.table} aria-rowcount={count + 1}>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col" className={styles.number}>
                Record
              </th>
              <th scope="col" className={styles.number}>
                Time
              </th>
              <th scope="col">Node</th>
              <th scope="col">Kind</th>
              <th scope="col">Message</th>
              <th scope="col">Fields</th>
              <th scope="col" className={styles.number}>
                Caused by
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((place) => (
              <RecordRow
                key={matches.at(place)}
                branch={branch}
                index={matches.at(place)}
                place={place}
                isNow={place === happened - 1}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Pager page={page} pages={pages} count={count} isTurned={turned !== null} onTurn={turnTo} />
    </div>
  );
}

interface RowProps {
  readonly branch: Branch;
  readonly index: number;
  readonly place: number;
  readonly isNow: boolean;
}

/** Drawn anew only when the playhead passes it. */
const RecordRow = memo(function RecordRow({ branch, index, place, isNow }: RowProps) {
  const playback = usePlaybackHandle();
  const record = branch.view.readRecord(index);
  const goTo = (to: number) => {
    playback.pause();
    playback.seekRecord(to + 1);
    playback.select({ kind: 'record', record: to });
  };
  return (
    <tr aria-rowindex={place + 2} data-now={isNow || undefined} aria-current={isNow || undefined}>
      <td className={styles.number}>
        <button type="button" className={styles.link} onClick={() => goTo(index)}>
          {index}
        </button>
      </td>
      <td className={styles.number}>{clockText(record.timeUs)}</td>
      <td>{branch.nodes.nodes[record.node]?.name}</td>
      <td>{kindName(record)}</td>
      <td>{messageName(record, branch)}</td>
      <td>{fieldTexts(record, branch).join(', ')}</td>
      <td className={styles.number}>
        {[record.cause, record.join]
          .filter((cause) => cause >= 0)
          .map((cause) => (
            <button key={cause} type="button" className={styles.link} onClick={() => goTo(cause)}>
              {cause}
            </button>
          ))}
      </td>
    </tr>
  );
});

interface PagerProps {
  readonly page: number;
  readonly pages: number;
  readonly count: number;
  readonly isTurned: boolean;
  readonly onTurn: (page: number | null) => void;
}

function Pager({ page, pages, count, isTurned, onTurn }: PagerProps) {
  const last = pages - 1;
  return (
    <nav className={styles.pager} aria-label="Pages">
      <span>{digitsInGroups(count)} records</span>
      <IconButton
        label="First page"
        Icon={ChevronFirst}
        disabled={page === 0}
        onClick={() => onTurn(0)}
      />
      <IconButton
        label="Page before"
        Icon={ChevronLeft}
        disabled={page === 0}
        onClick={() => onTurn(page - 1)}
      />
      <span className={styles.page}>
        {digitsInGroups(page + 1)} of {digitsInGroups(pages)}
      </span>
      <IconButton
        label="Next page"
        Icon={ChevronRight}
        disabled={page === last}
        onClick={() => onTurn(page + 1)}
      />
      <IconButton
        label="Last page"
        Icon={ChevronLast}
        disabled={page === last}
        onClick={() => onTurn(last)}
      />
      <Button look="quiet" disabled={!isTurned} onClick={() => onTurn(null)}>
        Follow
      </Button>
    </nav>
  );
}

function ExportButton({
  branch,
  filter,
  seen,
}: {
  branch: Branch;
  filter: RecordFilter;
  seen: number;
}) {
  const [isBusy, setBusy] = useState(false);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => void (isGone.current = true);
  }, []);
  const save = async () => {
    setBusy(true);
    const parts = await csvParts(branch, filter, seen, () => isGone.current);
    if (parts === null) return;
    const { scenario, seed } = branch.input;
    download(fileNameFor(scenario.id, seed, 'csv'), parts, 'text/csv;charset=utf-8');
    setBusy(false);
  };
  return (
    <Button look="quiet" Icon={FileDown} disabled={isBusy} onClick={() => void save()}>
      {isBusy ? 'Writing …' : 'CSV'}
    </Button>
  );
}
