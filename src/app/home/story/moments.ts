/** Moments of the first page's run, found in its records: nothing here is known beforehand. */
import type { TraceRecord, TraceView } from '../../../kernel/index.ts';
import { RECORD, STATUSES, type Status } from '../../../models/index.ts';
import type { Branch, Playhead } from '../../playback/index.ts';

/** The first record that fits, at or after `from`; undefined when there is none. */
export function findRecord(
  view: TraceView,
  fits: (record: TraceRecord) => boolean,
  from = 0,
): TraceRecord | undefined {
  for (let index = from; index < view.length; index++) {
    const record = view.readRecord(index);
    if (fits(record)) return record;
  }
  return undefined;
}

/**
 * The first time at which every phone is connected and nothing is on its way.
 * @throws Error when the run never becomes quiet.
 */
export function quietMoment({ view, nodes }: Branch): Playhead {
  const waiting = new Set(nodes.ofKind('phone'));
  const flying = new Set<number>();
  const calm = findRecord(view, (record) => {
    if (record.kind === RECORD.connected) waiting.delete(record.node);
    if (record.kind === RECORD.sent) flying.add(record.index);
    if (record.kind === RECORD.received || record.kind === RECORD.lost) {
      flying.delete(record.cause);
    }
    const { ordinal } = view.columns;
    // Not in the middle of a moment: its later records belong to it.
    const isMomentOver = ordinal[record.index + 1] !== record.ordinal;
    return waiting.size === 0 && flying.size === 0 && isMomentOver;
  });
  if (calm === undefined) throw new Error('the two phones never came to rest in this run');
  return { record: calm.index + 1, timeUs: calm.timeUs };
}

/** The packet with the message reaches the phone. */
export function arrival({ view }: Branch, message: number, phone: number): TraceRecord | undefined {
  return findRecord(
    view,
    (record) =>
      record.kind === RECORD.received &&
      record.node === phone &&
      record.message === message &&
      view.names.text(record.b) === 'deliver',
  );
}

/** The phone begins to show this status on the message. */
export function statusShown(
  { view }: Branch,
  message: number,
  status: Status,
): TraceRecord | undefined {
  const code = STATUSES.indexOf(status);
  return findRecord(
    view,
    (record) => record.kind === RECORD.status && record.message === message && record.a === code,
  );
}

/** When the message comes among the servers, and when it leaves them: seconds to us, 8 ms to it. */
export function amongServers({ view, nodes }: Branch, message: number): [number, number] {
  const servers = new Set(nodes.ofKind('chat-server'));
  const into = findRecord(
    view,
    ({ kind, message: about, node }) =>
      kind === RECORD.received && about === message && servers.has(node),
  );
  const out = findRecord(
    view,
    (record) =>
      record.kind === RECORD.sent &&
      record.message === message &&
      view.names.text(record.b) === 'deliver',
  );
  return [into?.timeUs ?? Infinity, out?.timeUs ?? Infinity];
}
