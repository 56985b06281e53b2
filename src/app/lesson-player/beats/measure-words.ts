/** Measures in words, and which of them tell two runs apart. Pure. */

const WORDS: Readonly<Record<string, string>> = {
  messagesAcked: 'Messages with a tick',
  messagesDelivered: 'Messages with two ticks',
  messagesShown: 'Messages shown',
  messagesFailed: 'Messages marked “not sent”',
  duplicatesShown: 'Second copies on a screen',
  duplicatesAbsorbed: 'Second copies stopped on the way',
  retries: 'Messages sent again',
  refusals: 'Refusals',
  connects: 'Connections made',
  packetsSent: 'Packets sent',
  packetsLost: 'Packets lost',
};

const LATENCIES: Readonly<Record<string, string>> = {
  firstTick: 'Typed to one tick',
  secondTick: 'Typed to two ticks',
  blueTicks: 'Typed to blue ticks',
  shown: 'Typed to shown',
};

const PERCENTILES: Readonly<Record<string, string>> = { P50Ms: 'half of them within' };

/** sentTick and packetsSent.publish in words a person uses; undefined for what nobody reads. */
export function measureWords(name: string): string | undefined {
  const known = WORDS[name];
  if (known !== undefined) return known;
  const latency = /^(.*)(P50Ms)$/.exec(name);
  if (latency !== null) {
    const [, what = '', end = ''] = latency;
    const words = LATENCIES[what];
    return words === undefined ? undefined : `${words}, ${PERCENTILES[end]} (ms)`;
  }
  const dotted = /^(packetsSent|packetsLost)\.(.*)$/.exec(name);
  if (dotted === null) return undefined;
  const [, what, which = ''] = dotted;
  const type = which.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return what === 'packetsSent' ? `Packets sent: ${type}` : `Packets lost: ${type}`;
}

export interface MeasureRow {
  readonly name: string;
  readonly words: string;
  readonly values: readonly [number | undefined, number | undefined];
}

/** More lines than these hide the ones that matter. */
const ROWS_MAX = 7;

/** Latencies and what people see first, packets by type last. */
const rank = (name: string): number => (name.endsWith('P50Ms') ? 0 : name in WORDS ? 1 : 2);

export function differingMeasures(
  left: Readonly<Record<string, number>>,
  right: Readonly<Record<string, number>>,
): readonly MeasureRow[] {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return names
    .flatMap((name): MeasureRow[] => {
      const words = measureWords(name);
      const isDotted = name.includes('.');
      // A kind of packet that was never sent is a zero; a latency of nothing is none at all.
      const valueOf = (side: Readonly<Record<string, number>>) =>
        side[name] ?? (isDotted ? 0 : undefined);
      const values = [valueOf(left), valueOf(right)] as const;
      if (words === undefined || values[0] === values[1]) return [];
      return [{ name, words, values }];
    })
    .toSorted((one, other) => rank(one.name) - rank(other.name))
    .slice(0, ROWS_MAX);
}
