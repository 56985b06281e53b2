/** "You said, it did": the verdict on a prediction, with the event that decides it. */
import { Check, CircleCheck, CircleX, Eye, X } from 'lucide-react';
import type { PredictBlock } from '../../../lesson/index.ts';
import { clockText } from '../../transport/index.ts';
import { Button } from '../../theme/index.ts';
import type { Branch } from '../../playback/index.ts';
import type { Prediction } from '../answers.ts';
import { EventButton } from '../beats/EventButton.tsx';
import { useLab } from '../lab/LabContext.tsx';
import findingStyles from '../beats/Findings.module.css';
import type { FoundFact, RunFindings } from './run-director.ts';

export interface RunVerdictProps {
  readonly findings: RunFindings;
  readonly question: PredictBlock | undefined;
  readonly prediction: Prediction | undefined;
}

const SURE = { 1: 'a guess', 2: 'fairly sure', 3: 'certain' } as const;

export function RunVerdict({ findings, question, prediction }: RunVerdictProps) {
  const { credit, youSaid, itDid, why, branch, stops } = findings;
  const isRight = credit === 'full';
  return (
    <div className={findingStyles.verdict}>
      {question !== undefined && credit !== undefined && (
        <div className={findingStyles.twin} role="status" data-right={isRight || undefined}>
          <p>
            <span className={findingStyles.tag}>You said</span>
            {youSaid}
            {prediction?.confidence !== undefined && (
              <span className={findingStyles.sure}> ({SURE[prediction.confidence]})</span>
            )}
          </p>
          <p>
            <span className={findingStyles.tag}>It did</span>
            {isRight ? 'Just that.' : itDid}
          </p>
          <p className={findingStyles.why}>
            {isRight ? (
              <CircleCheck size={20} aria-label="Right" />
            ) : (
              <CircleX size={20} aria-label="Not so" />
            )}
            <span>{why}</span>
          </p>
        </div>
      )}
      <OwnRun findings={findings} />
      {credit === undefined || findings.own?.decision.record !== -1 || isRight ? (
        <EventButton
          label={credit === undefined ? 'What happens' : 'The event that decides'}
          branch={branch}
          record={stops.deciding}
        />
      ) : (
        <NeverHappened branch={branch} />
      )}
      <Facts branch={branch} facts={findings.facts} />
    </div>
  );
}

/** What was predicted is false only because it never happened. */
function NeverHappened({ branch }: { readonly branch: Branch }) {
  const lab = useLab();
  return (
    <div className={findingStyles.event}>
      <p>
        <span className={findingStyles.tag}>The event that decides</span>
        There is none: up to the end of the run, after {clockText(branch.endUs)}, it did not come
        about.
      </p>
      <Button Icon={Eye} onClick={() => lab.goToEnd(branch)}>
        Go to the end
      </Button>
    </div>
  );
}

/** The learner's own answer, where it changes the run: carried out, and stopped where it fails. */
function OwnRun({ findings: { own, branch } }: { readonly findings: RunFindings }) {
  if (own === undefined || own.branch === branch) return null;
  const { decision } = own;
  if (decision.isTrue) return null;
  return decision.record < 0 ? (
    <NeverHappened branch={own.branch} />
  ) : (
    <EventButton
      label="Your answer, carried out, stops here"
      branch={own.branch}
      record={decision.record}
    />
  );
}

function Facts({
  branch,
  facts,
}: {
  readonly branch: Branch;
  readonly facts: readonly FoundFact[];
}) {
  const lab = useLab();
  if (facts.length === 0) return null;
  return (
    <section className={findingStyles.facts} aria-label="What this run shows">
      <h4>What this run shows</h4>
      <ul>
        {facts.map(({ says, isTrue, record }) => (
          <li key={says} data-true={isTrue || undefined}>
            {isTrue ? (
              <Check size={16} strokeWidth={3} aria-label="True" />
            ) : (
              <X size={16} strokeWidth={3} aria-label="Not true here" />
            )}
            <span>
              {says}{' '}
              {record >= 0 && (
                <button
                  type="button"
                  className={findingStyles.link}
                  onClick={() => lab.goTo(branch, record)}
                >
                  at {clockText(branch.view.columns.timeUs[record] ?? 0)}
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
