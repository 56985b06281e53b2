/** Two designs on one seed: looked at in turn, then told apart in words and numbers. */
import { useEffect, useState } from 'react';
import { Check, GitCompareArrows, X } from 'lucide-react';
import { runInputFor, type CompareBlock, type CompareSide } from '../../../lesson/index.ts';
import { firstDifference, usePlayback, type Branch } from '../../playback/index.ts';
import { Button } from '../../theme/index.ts';
import { clockText } from '../../transport/index.ts';
import { allBlocks, keyOf } from '../answers.ts';
import { decide } from '../lab/findings.ts';
import type { Exhibit } from '../lab/lab.ts';
import { openingUs } from '../lab/stops.ts';
import { useLab, useLabState } from '../lab/LabContext.tsx';
import { LabSlot } from '../lab/LabSlot.tsx';
import { useLesson } from '../LessonContext.tsx';
import { EventButton } from './EventButton.tsx';
import { MeasureTable } from './MeasureTable.tsx';
import styles from './Cards.module.css';
import compareStyles from './Compare.module.css';

export function CompareCard({ block }: { readonly block: CompareBlock }) {
  const { answers, send } = useLesson();
  const lab = useLab();
  const key = keyOf(block);
  const { exhibit, pair, show } = usePair(block);
  const isOnStage = useLabState((state) => state.key === exhibit.key);
  const currentId = usePlayback((state) => state.currentId);
  const isRevealed = answers.compared.includes(key);
  const sides = [block.left, block.right] as const;
  return (
    <section className={styles.card} data-kind="compare" data-active={isOnStage || undefined}>
      <p className={styles.over}>{exhibit.title}</p>
      <h3 className={styles.ask}>{block.ask}</h3>
      <div className={compareStyles.sides}>
        {sides.map((side, place) => (
          <Side
            key={side.label}
            side={side}
            branch={pair?.[place]}
            isShown={isOnStage && pair?.[place]?.id === currentId}
            isRevealed={isRevealed}
            onShow={() => {
              if (!isOnStage) return show(place);
              const branch = pair?.[place];
              if (branch !== undefined) lab.playback.show(branch.id);
            }}
          />
        ))}
      </div>
      <LabSlot cardKey={exhibit.key} />
      {!isRevealed && (
        <div className={styles.deeds}>
          <Button
            look="primary"
            size="large"
            Icon={GitCompareArrows}
            onClick={() => {
              send({ type: 'compared', key });
              if (!isOnStage) show(0);
            }}
          >
            I have looked: what differs?
          </Button>
        </div>
      )}
      {isRevealed && pair !== undefined && (
        <Difference
          pair={pair}
          labels={[block.left.label, block.right.label]}
          text={block.differs}
        />
      )}
      {isRevealed && pair === undefined && !isOnStage && (
        <Button onClick={() => show(0)}>Put both on the stage</Button>
      )}
    </section>
  );
}

interface SideProps {
  readonly side: CompareSide;
  readonly branch: Branch | undefined;
  readonly isShown: boolean;
  readonly isRevealed: boolean;
  readonly onShow: () => void;
}

function Side({ side, branch, isShown, isRevealed, onShow }: SideProps) {
  return (
    <div className={compareStyles.side} data-shown={isShown || undefined}>
      <button
        type="button"
        className={compareStyles.sideName}
        aria-pressed={isShown}
        onClick={onShow}
      >
        <span>{side.label}</span>
        <span className={compareStyles.sideState}>{isShown ? 'On the stage' : 'Show'}</span>
      </button>
      {isRevealed && branch !== undefined && (
        <ul className={compareStyles.sideFacts}>
          {side.facts.map(({ says, claim }) => {
            const { isTrue } = decide(branch, claim);
            return (
              <li key={says} data-true={isTrue || undefined}>
                {isTrue ? (
                  <Check size={14} strokeWidth={3} aria-label="True" />
                ) : (
                  <X size={14} strokeWidth={3} aria-label="Not true here" />
                )}
                {says}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

interface DifferenceProps {
  readonly pair: readonly [Branch, Branch];
  readonly labels: readonly [string, string];
  readonly text: string;
}

function Difference({ pair, labels, text }: DifferenceProps) {
  const [left, right] = pair;
  const record = firstDifference(left.view, right.view);
  const timeUs = left.view.columns.timeUs[Math.max(0, record - 1)] ?? 0;
  return (
    <div className={compareStyles.difference} role="status">
      <p className={compareStyles.differs}>{text}</p>
      <p className={styles.note}>
        The two are equal for {record} records, up to {clockText(timeUs)}. Then:
      </p>
      <EventButton label={labels[0]} branch={left} record={record} />
      <EventButton label={labels[1]} branch={right} record={record} />
      <MeasureTable pair={pair} labels={labels} />
    </div>
  );
}

function usePair(block: CompareBlock) {
  const { lesson, answers } = useLesson();
  const lab = useLab();
  const [pair, setPair] = useState<readonly [Branch, Branch]>();
  const [exhibit] = useState<Exhibit>(() => {
    const { left, right } = block;
    const scenario = lesson.scenarios.find(({ name }) => name === left.setup.scenario)?.scenario;
    return {
      key: keyOf(block),
      title: scenario?.title ?? left.setup.scenario,
      order: runInputFor(lesson, left.setup),
      name: left.label,
      other: { order: runInputFor(lesson, right.setup), name: right.label },
    };
  });
  const show = (place: number) => {
    lab.ensure(exhibit).then(
      ([left, right]) => {
        if (left === undefined || right === undefined) return;
        setPair([left, right]);
        lab.playback.show((place === 0 ? left : right).id);
      },
      () => undefined,
    );
  };
  const [isFirst] = useState(() => {
    const all = allBlocks(lesson, 'compare');
    return (all.find((each) => !answers.compared.includes(keyOf(each))) ?? all[0]) === block;
  });
  useEffect(() => {
    if (!isFirst) return;
    lab.show(exhibit).then(
      ([left, right]) => {
        if (left === undefined || right === undefined) return;
        setPair([left, right]);
        lab.playback.seekTime(openingUs(left));
      },
      () => undefined,
    );
  }, [isFirst, lab, exhibit]);
  return { exhibit, pair, show };
}
