/** What came of a design: promise by promise, with a failing story to look at, and why it fails. */
import { useEffect, useRef } from 'react';
import { CircleCheck, CircleDashed, CircleX, Eye, Scissors } from 'lucide-react';
import type { FixBlock, WrongDesign } from '../../../lesson/index.ts';
import type { AnyDesign } from '../../../models/index.ts';
import { CHECK_CLAIMS } from '../../dock/index.ts';
import { sweepClaim, type SweepState } from '../../engine/index.ts';
import { Button } from '../../theme/index.ts';
import styles from '../beats/Cards.module.css';
import findingStyles from '../beats/Findings.module.css';
import { isAccepted, nearMissOf, promisesOf, type PromiseResult } from './fix-result.ts';
import own from './Fix.module.css';
import { ShortStory } from './ShortStory.tsx';
import type { FixHandle } from './use-fix.ts';

export interface FixResultProps {
  readonly block: FixBlock;
  readonly fix: FixHandle;
  readonly state: SweepState;
  readonly tried: AnyDesign;
  /** The knobs have been turned since. */
  readonly isStale: boolean;
}

export function FixResult({ block, fix, state, tried, isStale }: FixResultProps) {
  const promises = promisesOf(block, state);
  const near = nearMissOf(block, fix.begin, tried);
  const accepted = isAccepted(block, state);
  const box = useRef<HTMLDivElement>(null);
  // What was asked for should be in sight when it comes.
  useEffect(() => {
    // Some browsers answer with a promise, which is no clean-up.
    void box.current?.scrollIntoView({ block: 'nearest' });
  }, [state.status]);
  const worst = promises.find(({ failure }) => failure !== undefined)?.failure;
  return (
    <div ref={box} className={own.result} data-stale={isStale || undefined}>
      {isStale && <p className={styles.note}>This is about the knobs as they were.</p>}
      <ul className={own.promises} aria-label="Promises">
        {promises.map((promise) => (
          <PromiseRow key={promise.check} promise={promise} fix={fix} />
        ))}
      </ul>
      <div role="status" className={own.summary}>
        {state.status === 'failed' && <p className={styles.trouble}>{state.sentence}</p>}
        {state.status === 'finished' && (
          <p className={own.claim} data-good={accepted || undefined}>
            {accepted ? `Accepted. ${sweepClaim(state)}` : sweepClaim(state)}
          </p>
        )}
        {state.status === 'finished' && near !== undefined && !accepted && <NearMiss near={near} />}
      </div>
      {state.status === 'finished' && worst !== undefined && (
        <ShortStory key={`${worst.seed} ${worst.id}`} order={state.order} failure={worst} />
      )}
      {accepted && !isStale && <Withhold block={block} fix={fix} />}
    </div>
  );
}

const FACES = {
  holds: { Icon: CircleCheck, word: 'holds' },
  'not proved': { Icon: CircleDashed, word: 'not proved' },
  broken: { Icon: CircleX, word: 'broken' },
} as const;

function PromiseRow({
  promise,
  fix,
}: {
  readonly promise: PromiseResult;
  readonly fix: FixHandle;
}) {
  const { check, verdict, holds, notProved, broken, failure } = promise;
  const { Icon, word } = FACES[verdict];
  const all = holds + notProved + broken;
  return (
    <li data-verdict={verdict}>
      <Icon size={20} aria-hidden />
      <div className={own.promise}>
        <p>
          <strong>{check}</strong> <span className={own.word}>{word}</span>{' '}
          <span className={own.count}>
            {verdict === 'broken'
              ? `in ${broken} of ${all}`
              : verdict === 'holds'
                ? `in all ${all}`
                : `in ${notProved} of ${all}`}
          </span>
        </p>
        <p className={own.claimText}>{CHECK_CLAIMS[check]}</p>
        {failure !== undefined && (
          <p className={own.because}>
            Run {failure.nth}: {failure.because}
          </p>
        )}
      </div>
      {failure !== undefined && (
        <Button Icon={Eye} onClick={() => fix.watch(failure)}>
          See it
        </Button>
      )}
    </li>
  );
}

function NearMiss({ near }: { readonly near: WrongDesign }) {
  return (
    <div className={own.near}>
      <p>
        <span className={findingStyles.tag}>You have built</span>
        <strong>{near.name}.</strong>
      </p>
      <p>{near.because}</p>
    </div>
  );
}

/** The lesson's own idea, taken out again: what was it good for? */
function Withhold({ block, fix }: { readonly block: FixBlock; readonly fix: FixHandle }) {
  const { withheld, reference } = block;
  return (
    <div className={own.withheld}>
      <p>
        <span className={findingStyles.tag}>Is it really this that helps?</span>
        Take the idea out again and see what breaks: “{withheld.name}”.
      </p>
      <Button
        Icon={Scissors}
        onClick={() => {
          const knobs = Object.entries({ ...reference, ...withheld.design });
          fix.set({
            ...fix.begin,
            ...Object.fromEntries(knobs.filter(([key]) => block.knobs.includes(key))),
          });
        }}
      >
        Turn the knobs so
      </Button>
    </div>
  );
}
