/** Opens a shared run in a playback, stops at its moment, and says whether it is the same run. */
import { digitsInGroups } from '../../kernel/index.ts';
import { ENGINE_VERSION } from '../engine/index.ts';
import type { Branch, Playback } from '../playback/index.ts';
import { clockText } from '../transport/index.ts';
import { partingBetween } from './digest-marks.ts';
import { unpack } from './envelope.ts';
import { orderOf } from './share-run.ts';
import { readShared, type SharedRun } from './shared-run.ts';

export interface Opened {
  readonly verdict: 'reproduced' | 'differs' | 'other version' | 'unknown' | 'damaged';
  /** For the person who opened it. */
  readonly sentence: string;
}

export async function openCode(playback: Playback, code: string): Promise<Opened> {
  const unpacked = await unpack(code);
  if ('sentence' in unpacked) return { verdict: 'damaged', sentence: unpacked.sentence };
  return openText(playback, unpacked.text);
}

/** The text of a link that was unpacked, or of a .run file. */
export async function openText(playback: Playback, text: string): Promise<Opened> {
  const read = readShared(text);
  if ('sentence' in read) return { verdict: 'damaged', sentence: read.sentence };
  const ordered = orderOf(read.shared);
  if ('sentence' in ordered) return { verdict: 'damaged', sentence: ordered.sentence };
  await playback.load(ordered.order, 'Shared run');
  const { branch } = playback;
  // Another run was loaded meanwhile.
  if (branch?.input !== ordered.order) return { verdict: 'unknown', sentence: '' };
  if (branch.state === 'failed') return { verdict: 'damaged', sentence: branch.stopSentence };
  stopAt(playback, branch, read.shared);
  return verdictOn(branch, read.shared);
}

/** The exact record where the run is the same; the same time where it is not. */
function stopAt(playback: Playback, branch: Branch, { playhead, digest }: SharedRun): void {
  if (digest !== branch.digest) return playback.seekTime(playhead.timeUs);
  playback.seekTime(playhead.timeUs);
  const { record } = playback.store.getState().playhead;
  // In the middle of an instant the record says more than the time.
  if (record !== playhead.record) playback.seekRecord(playhead.record);
}

export function verdictOn(branch: Branch, shared: SharedRun): Opened {
  const at = clockText(shared.playhead.timeUs);
  if (shared.digest === '') {
    const sentence =
      'The run was shared before it had ended, so nothing says whether it is the same.';
    return { verdict: 'unknown', sentence };
  }
  if (branch.digest === shared.digest) {
    return { verdict: 'reproduced', sentence: `Reproduced exactly, stopped at ${at}.` };
  }
  if (shared.engine !== ENGINE_VERSION) {
    const sentence =
      `Made with version ${shared.engine}, run here with ${ENGINE_VERSION}: ` +
      `what you see may differ${whereOf(branch, shared)}.`;
    return { verdict: 'other version', sentence };
  }
  return { verdict: 'differs', sentence: `This run differs${whereOf(branch, shared)}.` };
}

function whereOf({ view }: Branch, { marks, records }: SharedRun): string {
  const parting = partingBetween(view, marks, records);
  if (parting === null) {
    return view.length === records ? ' in its names' : ` from record ${digitsInGroups(records)} on`;
  }
  const from = digitsInGroups(parting.from);
  return ` from somewhere between record ${from} and record ${digitsInGroups(parting.to)} on`;
}
