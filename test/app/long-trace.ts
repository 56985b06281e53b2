/** A trace as long as a test wants, of plausible records: packets there and back, stores, losses. */
import { Trace, TraceView } from '../../src/kernel/index.ts';
import { RECORD } from '../../src/models/index.ts';
import { newBranch, type Branch } from '../../src/app/playback/index.ts';
import { SCENARIO } from './fixture.ts';

const PHONES = 2;
const SERVERS = 3;

/**
 * Records come in moments of four: a packet leaves, arrives (or not) and something is kept.
 * @param otherFrom from this record on everything happens at another node.
 */
export function longBranch(records: number, { otherFrom = Infinity } = {}): Branch {
  const trace = new Trace();
  const publish = trace.names.id('publish');
  const text = trace.names.id('Meet at six?');
  const conversation = trace.names.id('ana-ben');
  for (let index = 0; index < records; index++) {
    const moment = Math.floor(index / 4);
    const timeUs = moment * 300;
    const node = (moment + (index >= otherFrom ? 1 : 0)) % PHONES;
    const server = SERVERS + (moment % 2);
    const message = trace.names.id(`ana/m${1 + (moment % 500)}`);
    const add = (at: number, kind: number, a: number, b: number, c: number, cause: number) =>
      trace.append(moment, timeUs, at, kind, cause, -1, message, a, b, c);
    if (index % 4 === 0) add(node, RECORD.typed, text, conversation, 0, -1);
    else if (index % 4 === 1) add(node, RECORD.sent, server, publish, 40_000, index - 1);
    else if (index % 4 === 2) {
      const kind = moment % 97 === 0 ? RECORD.lost : RECORD.received;
      add(server, kind, node, publish, 1, index - 1);
    } else add(server, RECORD.stored, 4, 1, 0, index - 1);
  }
  const view = new TraceView();
  view.appendBatch(trace.cutBatch(0, records));
  const scenario = { ...SCENARIO, durationMs: Math.ceil((records / 4) * 0.3) + 1 };
  const input = { scenario, design: {}, seed: 'long', plan: { items: [] }, edits: [] };
  const split = null;
  const branch = newBranch({ id: 'long', name: 'Long', input, split }, view);
  return { ...branch, state: 'finished', reachUs: branch.endUs };
}
