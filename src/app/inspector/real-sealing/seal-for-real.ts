/** A run once more, with real cryptography in the place of labels: its digest, and safety numbers. */
import { realSealing, safetyNumberInRun } from '../../../models/cryptography/index.ts';
import { Run, type RunInput } from '../../../world/index.ts';

export interface SealingOrder {
  readonly input: Pick<RunInput, 'scenario' | 'design' | 'seed' | 'plan' | 'edits'>;
  /** Whose contacts are asked about. */
  readonly node: number;
}

/** What two devices show as their safety number, each by the keys that it knows. */
export interface SafetyNumbers {
  readonly device: string;
  readonly here: string;
  /** '' when the other device knows no key of this one. */
  readonly there: string;
}

export interface SealedForReal {
  readonly digest: string;
  readonly numbers: readonly SafetyNumbers[];
}

export function sealForReal({ input, node }: SealingOrder): SealedForReal {
  const run = new Run({ ...input, sealing: realSealing });
  run.finish();
  const name = run.topology.nodes[node]?.name ?? '';
  const own = keysOn(run, node);
  const number = (ownKey: string, device: string, key: string): string =>
    safetyNumberInRun(
      input.seed,
      { user: userOf(run, name), key: ownKey },
      { user: userOf(run, device), key },
    );
  const numbers = [...own].flatMap(([device, key]) => {
    if (device === name) return [];
    const theirs = keysOn(run, run.topology.indexOf(device));
    const ofUs = theirs.get(name);
    return {
      device,
      here: number(own.get(name) ?? '', device, key),
      there: ofUs === undefined ? '' : number(ofUs, device, theirs.get(device) ?? ''),
    };
  });
  return { digest: run.digest(), numbers };
}

/** By device: the identity key that this phone knows, its own among them. */
function keysOn(run: Run, node: number): ReadonlyMap<string, string> {
  const table = run.inspect(node).tables.find(({ title }) => title === 'Keys');
  const rows = (table?.rows ?? []).filter(([, key]) => key !== '');
  return new Map(rows.map(([device, key]) => [String(device), String(key)]));
}

function userOf(run: Run, device: string): string {
  const spec = run.topology.nodes[run.topology.indexOf(device)];
  return String(spec?.settings['user'] ?? device);
}
