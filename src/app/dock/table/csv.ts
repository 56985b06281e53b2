/** Records as comma-separated values (RFC 4180), made in pieces so that the page stays alive. */
import type { Branch } from '../../playback/index.ts';
import { matchesOf, type RecordFilter } from '../record-filter.ts';
import { fieldTexts, kindName, messageName, sentenceAt } from '../record-words.ts';

const COLUMNS = [
  'record',
  'time_ms',
  'moment',
  'node',
  'kind',
  'message',
  'detail',
  'cause',
  'second_cause',
  'sentence',
];

/** One cell. A spreadsheet would take a leading =, +, - or @ for a formula: a quote disarms it. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvLine(branch: Branch, index: number): string {
  const record = branch.view.readRecord(index);
  const cells: (string | number)[] = [
    index,
    record.timeUs / 1000,
    record.ordinal,
    branch.nodes.nodes[record.node]?.name ?? '',
    kindName(record),
    messageName(record, branch),
    fieldTexts(record, branch).join('; '),
    record.cause < 0 ? '' : record.cause,
    record.join < 0 ? '' : record.join,
    sentenceAt(branch, index),
  ];
  return `${cells.map(csvCell).join(',')}\r\n`;
}

const PIECE_MS = 12;

/** Null when `isCancelled` said so in between. */
export async function csvParts(
  branch: Branch,
  filter: RecordFilter,
  told: number,
  isCancelled: () => boolean = () => false,
): Promise<readonly string[] | null> {
  const matches = matchesOf(branch.view, filter);
  const count = matches.countBefore(told);
  const parts = [`${COLUMNS.join(',')}\r\n`];
  let startedAtMs = performance.now();
  for (let place = 0; place < count; place++) {
    parts.push(csvLine(branch, matches.at(place)));
    if (performance.now() - startedAtMs < PIECE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (isCancelled()) return null;
    startedAtMs = performance.now();
  }
  return parts;
}
