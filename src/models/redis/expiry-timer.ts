/** The timer of the active expire cycle: set only to a cycle that can find an expired key. */
import { purpose } from '../../kernel/index.ts';
import { cycleAfter, CYCLE_PERIOD_MS, runExpireCycle, soonestExpiry } from './active-expiry.ts';
import { tellWatchers } from './client.ts';
import { accessTo, type TimeMs } from './keyspace.ts';
import { feed } from './master.ts';
import { keepFile, noteExpired, noteUnlisted, nowMsOf, type RedisNode } from './node.ts';
import { together } from './stream.ts';

export const CYCLE = 'expireCycle';
const SAMPLE = purpose('redis active expiry sample');
// A key that lives longer than any run is left to the next access. Our choice: 30 days.
const CYCLE_HORIZON_MS = 30 * 24 * 3600 * 1000;

/** Sets the timer of the expire cycle when a key expires sooner than any that it was set for. */
export function scheduleCycle(node: RedisNode, soonest: TimeMs | undefined): void {
  const { memory, disk } = node.store;
  // Only a master drops keys: its replicas wait for the DEL.
  if (disk.following !== '') return;
  const isDue = memory.cycleAtMs >= 0;
  if (memory.keyspace.volatileKeys.length === 0) {
    if (isDue) stopCycle(node);
    return;
  }
  if (soonest === undefined || soonest > nowMsOf(node) + CYCLE_HORIZON_MS) return;
  const at = cycleAfter(soonest, memory.startedAtMs, nowMsOf(node));
  if (isDue && memory.cycleAtMs <= at) return;
  if (!isDue) node.step({ type: 'keysExpire' });
  memory.cycleAtMs = at;
  node.stopTimer(CYCLE);
  node.startTimer(CYCLE, at - node.localTimeUs() / 1000);
}

export function stopCycle(node: RedisNode): void {
  node.store.memory.cycleAtMs = -1;
  node.stopTimer(CYCLE);
  node.step({ type: 'noKeyExpires' });
}

export function runCycle(node: RedisNode): void {
  const { memory } = node.store;
  const cycle = (memory.cycleAtMs - memory.startedAtMs) / CYCLE_PERIOD_MS;
  const access = accessTo(memory.keyspace, nowMsOf(node));
  runExpireCycle(access, (sample) => node.luck(SAMPLE, node.name, cycle, sample));
  noteExpired(node, access.expired);
  noteUnlisted(node, access.unlisted);
  tellWatchers(memory.clients, access);
  feed(node, together(access.expired.map((key) => ['DEL', key])));
  keepFile(node, access.touched);
  const soonest = soonestExpiry(memory.keyspace, memory.keyspace.volatileKeys);
  const isLate = soonest === undefined || soonest > nowMsOf(node) + CYCLE_HORIZON_MS;
  if (isLate) return stopCycle(node);
  // The timer has fired: any time is sooner than that.
  memory.cycleAtMs = Infinity;
  scheduleCycle(node, soonest);
}
