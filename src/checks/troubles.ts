/** What is still wrong when a run ends: a phone in a drawer, a store that never came back. */
import { nodeWords } from '../measures/index.ts';
import { faultSpans, type FaultSpan } from '../scenarios/index.ts';
import type { CheckContext } from './check.ts';

const WORDS: Readonly<Record<string, string>> = {
  down: 'is down',
  pause: 'is frozen',
  cut: 'is cut off',
  slow: 'has a slow network',
  airplane: 'is in airplane mode',
  away: 'has its app closed or in the background',
};

/** Slow links and skewed clocks hinder nobody for ever. */
const HARMLESS = ['slow', 'skew'];

export class Troubles {
  readonly #phones = new Map<number, string>();
  readonly #stores: string[] = [];

  constructor(context: CheckContext) {
    const open = faultSpans(context.plan).filter(
      ({ fromUs, untilUs }) => fromUs <= context.endUs && untilUs > context.endUs,
    );
    for (const span of open) this.#note(span, context);
  }

  /** "Ben's phone is in airplane mode", or undefined when the phone can be expected to work. */
  ofPhone(phone: number): string | undefined {
    return this.#phones.get(phone);
  }

  /** The same for what lies behind the phones; one dead server among several is no excuse. */
  ofDataCentre(): string | undefined {
    return this.#stores[0];
  }

  #note(span: FaultSpan, { topology }: CheckContext): void {
    const [what = '', ...names] = span.key.split('/');
    if (HARMLESS.includes(what)) return;
    const ends = names.map((name) => topology.indexOf(name)).filter((node) => node >= 0);
    for (const node of ends) {
      const kind = topology.nodes[node]!.kind;
      const words = `${nodeWords(topology, node)} ${WORDS[what] ?? 'is ill'} at the end`;
      if (kind === 'phone') this.#phones.set(node, words);
      else if (what === 'down' && kind === 'chat-server' && topology.ofKind(kind).length > 1)
        continue;
      else this.#stores.push(words);
    }
  }
}
