/** Beat 6: the causes behind the two ticks, backwards, down to the word that was never given. */
import type { CSSProperties } from 'react';
import { useBranch } from '../../playback/index.ts';
import { nodeTitle } from '../../stage/words.ts';
import { Button } from '../../theme/index.ts';
import type { Branch } from '../../playback/index.ts';
import type { CauseChain, CauseStep } from './causes.ts';
import { useTickChain } from './use-tick-chain.ts';
import styles from './Story.module.css';

export function WhyList({ onGoOn }: { onGoOn: () => void }) {
  const branch = useBranch();
  const chain = useTickChain();
  if (branch === undefined || chain === undefined) return null;
  return (
    <>
      <ol className={styles.chain} aria-label="Why there are two ticks, backwards">
        {chain.steps.map((step, place) => (
          <li
            key={step.record}
            className={styles.cause}
            data-what={step.what}
            style={{ '--place': place } as CSSProperties}
          >
            <span>{sentenceOf(step, branch)}</span>
            <span className={styles.time}>{sinceTyped(branch, step.timeUs)}</span>
          </li>
        ))}
        <Gap chain={chain} />
      </ol>
      <Button look="primary" onClick={onGoOn}>
        Change the rule
      </Button>
    </>
  );
}

function Gap({ chain }: { chain: CauseChain }) {
  if (chain.phoneSaidSo) return null;
  return (
    <li className={styles.gap} style={{ '--place': chain.steps.length } as CSSProperties}>
      Ben’s phone never said so.
    </li>
  );
}

function sentenceOf({ what, node, evidence }: CauseStep, { nodes }: Branch): string {
  const spec = nodes.nodes[node];
  const name = spec === undefined ? 'somebody' : nodeTitle(spec).replace('-', ' ');
  if (what === 'shown') return `${name}’s phone shows two ticks`;
  if (what === 'came') {
    return spec?.kind === 'phone' ? `because ${name}’s phone was told` : `because ${name} was told`;
  }
  if (evidence === 'push') return `because on ${name}, push() returned`;
  return `because ${name} heard from Ben’s phone`;
}

function sinceTyped({ view }: Branch, timeUs: number): string {
  const typedUs = typedAt(view);
  return `${((timeUs - typedUs) / 1000).toFixed(1)} ms`;
}

function typedAt(view: Branch['view']): number {
  const message = view.names.find('ana/m1');
  for (let index = 0; index < view.length; index++) {
    if (view.columns.message[index] === message) return view.columns.timeUs[index]!;
  }
  return 0;
}
