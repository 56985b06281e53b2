/** A phone's safety numbers by real cryptography, and whether that leaves the run as it is. */
import { KeyRound } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Branch } from '../playback/index.ts';
import { Button } from '../theme/index.ts';
import type { SafetyNumbers, SealedForReal, SealingOrder } from './real-sealing/seal-for-real.ts';
import styles from './Inspector.module.css';

type Answer = SealedForReal | 'asked' | 'failed';
type Ask = (order: SealingOrder, signal: AbortSignal) => Promise<SealedForReal>;

/** The libraries come with the worker, and the worker only when somebody asks. */
const askApart: Ask = async (order, signal) => {
  const { askWorker } = await import('./real-sealing/ask-worker.ts');
  return askWorker(order, signal);
};

export interface RealSealingProps {
  readonly node: number;
  readonly branch: Pick<Branch, 'input' | 'digest'>;
  readonly ask?: Ask;
}

export function RealSealing({ node, branch, ask = askApart }: RealSealingProps) {
  const [answer, setAnswer] = useState<Answer>();
  const asking = useRef<AbortController>(undefined);
  useEffect(() => () => asking.current?.abort(), []);
  const start = async (): Promise<void> => {
    const { signal } = (asking.current = new AbortController());
    setAnswer('asked');
    const { scenario, design, seed, plan, edits } = branch.input;
    const input = { scenario, design, seed, plan, edits };
    const told = await ask({ input, node }, signal).catch((): Answer => 'failed');
    if (!signal.aborted) setAnswer(told);
  };
  return (
    <section className={styles.section}>
      <h3>Real cryptography</h3>
      <p className={styles.note}>
        Here sealing is done by labels. It can be done by X25519, the Double Ratchet and AES-256 as
        well: the run must stay the same, record by record.
      </p>
      <Button Icon={KeyRound} disabled={answer === 'asked'} onClick={() => void start()}>
        {answer === 'asked' ? 'Computing…' : 'Seal this run for real'}
      </Button>
      <div role="status">
        {answer !== undefined && <Told answer={answer} digest={branch.digest} />}
      </div>
    </section>
  );
}

function Told({ answer, digest }: { answer: Answer; digest: string }) {
  if (answer === 'asked') return null;
  if (answer === 'failed') {
    return <p className={styles.note}>It could not be computed. Try it again.</p>;
  }
  return (
    <>
      <p className={styles.note}>
        {answer.digest === digest
          ? `The same run: both have the digest ${digest}.`
          : `Another run: the digest is ${answer.digest}, and by labels ${digest || 'not known yet'}.`}
      </p>
      {answer.numbers.map((numbers) => (
        <Numbers key={numbers.device} numbers={numbers} />
      ))}
    </>
  );
}

function Numbers({ numbers: { device, here, there } }: { numbers: SafetyNumbers }) {
  return (
    <>
      <h4>Safety number with {device}</h4>
      <p className={styles.digits}>{inGroups(here)}</p>
      <p className={styles.note}>{verdictOf(device, here, there)}</p>
      {there !== '' && there !== here && <p className={styles.digits}>{inGroups(there)}</p>}
    </>
  );
}

function verdictOf(device: string, here: string, there: string): string {
  if (there === '')
    return `${device} has no key of this phone yet, so there is nothing to compare.`;
  if (there === here) return `${device} shows the same number: nobody sits between the two.`;
  return `${device} shows another number: somebody sits between the two, or a key is out of date.`;
}

/** Twelve groups of five, as phones show them. */
const inGroups = (digits: string): string => (digits.match(/\d{5}/g) ?? []).join(' ');
