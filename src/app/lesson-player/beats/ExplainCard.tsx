/** A choice of causes; after the first honest try the records tell which it was. */
import { useEffect, useState } from 'react';
import { Check, X } from 'lucide-react';
import { runInputFor, type ExplainBlock } from '../../../lesson/index.ts';
import type { Branch } from '../../playback/index.ts';
import { Button } from '../../theme/index.ts';
import { allBlocks, keyOf } from '../answers.ts';
import { findFirst } from '../lab/findings.ts';
import type { Exhibit } from '../lab/lab.ts';
import { useLab, useLabState } from '../lab/LabContext.tsx';
import { LabSlot } from '../lab/LabSlot.tsx';
import { useLesson } from '../LessonContext.tsx';
import { EventButton } from './EventButton.tsx';
import styles from './Cards.module.css';
import findingStyles from './Findings.module.css';

export function ExplainCard({ block }: { readonly block: ExplainBlock }) {
  const { answers, send } = useLesson();
  const key = keyOf(block);
  const { exhibit, evidence, show } = useExplained(block);
  const isOnStage = useLabState((state) => state.key === exhibit.key);
  const tried = answers.causes[key] ?? [];
  const isFound = tried.some((place) => block.options[place]?.right === true);
  return (
    <section className={styles.card} data-kind="explain" data-active={isOnStage || undefined}>
      <p className={styles.over}>{exhibit.title}</p>
      <h3 className={styles.ask}>{block.ask}</h3>
      <ul className={findingStyles.causes} aria-label={block.ask}>
        {block.options.map(({ cause, right, why }, place) => {
          const isTried = tried.includes(place);
          return (
            <li key={cause} data-tried={isTried || undefined} data-right={right || undefined}>
              <button
                type="button"
                className={findingStyles.cause}
                aria-pressed={isTried}
                disabled={isTried || isFound}
                onClick={() => {
                  send({ type: 'explain', key, cause: place });
                  show();
                }}
              >
                {isTried && (right ? <Check size={18} /> : <X size={18} />)}
                {cause}
              </button>
              {isTried && (
                <p className={findingStyles.why} role="status">
                  <span>
                    <strong>{right ? 'Yes. ' : 'No. '}</strong>
                    {why}
                  </span>
                </p>
              )}
            </li>
          );
        })}
      </ul>
      {tried.length > 0 && evidence !== undefined && (
        <EventButton label="The record that decides" {...evidence} onGo={show} />
      )}
      {!isOnStage && (
        <div className={styles.deeds}>
          <Button onClick={show}>Put this run on the stage</Button>
        </div>
      )}
      <LabSlot cardKey={exhibit.key} />
    </section>
  );
}

interface Evidence {
  readonly branch: Branch;
  readonly record: number;
}

/** The run of a block, the record that decides it, and a press that leads there. */
function useExplained(block: ExplainBlock) {
  const { lesson, answers } = useLesson();
  const lab = useLab();
  const [evidence, setEvidence] = useState<Evidence>();
  const [exhibit] = useState<Exhibit>(() => {
    const scenario = lesson.scenarios.find(({ name }) => name === block.setup.scenario)?.scenario;
    return {
      key: keyOf(block),
      title: scenario?.title ?? block.run,
      order: runInputFor(lesson, block.setup),
    };
  });
  const show = () => {
    lab.ensure(exhibit).then(
      ([branch]) => {
        if (branch === undefined) return;
        const record = findFirst(branch, block.evidence);
        setEvidence({ branch, record });
        if (record >= 0) lab.goTo(branch, record);
      },
      // Another run took the stage in the meantime.
      () => undefined,
    );
  };
  const [isFirst] = useState(() => {
    const all = allBlocks(lesson, 'explain');
    const first = all.find((each) => answers.causes[keyOf(each)] === undefined) ?? all[0];
    return first === block;
  });
  useEffect(() => {
    if (!isFirst) return;
    // Its end is shown: whoever has run it knows how it ends, and can look back from there.
    lab.show(exhibit).then(
      ([branch]) => branch !== undefined && lab.goToEnd(branch),
      () => undefined,
    );
  }, [isFirst, lab, exhibit]);
  return { exhibit, evidence, show };
}
