/** A node's own data at the playhead, as the worker finds it there. */
import { useEffect, useState } from 'react';
import type { InspectionTable } from '../../models/index.ts';
import type { NodeInspection } from '../../world/index.ts';
import { usePlayback, usePlaybackHandle } from '../playback/index.ts';
import styles from './Inspector.module.css';

/** While it plays, the worker is asked a few times a second and not for every frame. */
const PATIENCE_MS = 150;
/** A table of more rows than this is no longer read. */
const ROWS_MAX = 100;

function useInspection(node: number): NodeInspection | null {
  const playback = usePlaybackHandle();
  const record = usePlayback((state) => state.playhead.record);
  const branchId = usePlayback((state) => state.currentId);
  const [inspection, setInspection] = useState<NodeInspection | null>(null);
  useEffect(() => {
    let isWanted = true;
    const timer = window.setTimeout(() => {
      void playback.inspect(node).then((found) => {
        if (isWanted && found !== null) setInspection(found);
      });
    }, PATIENCE_MS);
    return () => {
      isWanted = false;
      window.clearTimeout(timer);
    };
  }, [playback, node, record, branchId]);
  return inspection;
}

export function DataTables({ node }: { node: number }) {
  const inspection = useInspection(node);
  if (inspection === null) return <p className={styles.empty}>Looking …</p>;
  return (
    <>
      {inspection.tables.map((table) => (
        <DataTable key={table.title} table={table} />
      ))}
    </>
  );
}

type Cell = InspectionTable['rows'][number][number];

function cellText(cell: Cell): string {
  if (cell === null) return '–';
  return typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : String(cell);
}

export function DataTable({ table }: { table: InspectionTable }) {
  const { title, columns, rows } = table;
  if (rows.length === 0) return <p className={styles.empty}>{title}: empty</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div className={styles.tableScroll} tabIndex={0} role="region" aria-label={title}>
      <table className={styles.table}>
        <caption>{title}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS_MAX).map((row, at) => (
            <tr key={at}>
              {row.map((cell, place) => (
                <td key={place}>{cellText(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > ROWS_MAX && (
        <p className={styles.empty}>and {rows.length - ROWS_MAX} more rows</p>
      )}
    </div>
  );
}
