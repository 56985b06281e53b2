/** A chat in which every message is sealed: with push, a key registry, and all checks. */
import { storyOf } from '../../src/measures/index.ts';
import { RECORD, type Operation } from '../../src/models/index.ts';
import { CHECK_NAMES, type Action } from '../../src/scenarios/index.ts';
import type { Run } from '../../src/world/index.ts';
import { runChat, verdictsOf, type Chat } from './chat.ts';

export const STORES = ['redis', 'cassandra', 'notification-service', 'push-provider'] as const;

export const does = (phone: string, operation: Operation): Action => ({
  do: 'operate',
  phone,
  operation,
});
export const airplane = (phone: string, on: boolean) => does(phone, { act: 'airplane', on });

/** Every check, in a deployment with push and a key registry. */
export const sealedChat = ({ design, ...chat }: Chat): Run =>
  runChat({
    with: [...STORES, 'key-registry'],
    checks: CHECK_NAMES,
    ...chat,
    design: { encryption: 'pairwise', ...design },
  });

/** `holds`, `broken: because` or `not proved: because`. */
export const verdictOf = (run: Run, check: string): string => {
  const verdict = verdictsOf(run).find(({ id }) => id === check)!;
  return 'because' in verdict ? `${verdict.verdict}: ${verdict.because}` : verdict.verdict;
};

/** The sentences of some kinds of record. */
export function told(run: Run, ...kinds: readonly (keyof typeof RECORD)[]): string[] {
  const numbers = kinds.map((kind) => RECORD[kind]);
  const sentences: string[] = [];
  for (let index = 0; index < run.trace.length; index++) {
    const record = run.trace.readRecord(index);
    if (!numbers.includes(record.kind)) continue;
    sentences.push(storyOf(record, run.trace.names, run.topology));
  }
  return sentences;
}

/** The nodes in whose contents a text can be found when the run is over. */
export const whereIsReadable = (run: Run, text: string): string[] =>
  run.topology.nodes
    .filter((_, node) => JSON.stringify(run.inspect(node).tables).includes(text))
    .map(({ name }) => name);
