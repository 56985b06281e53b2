/** Brings the run of a run block on stage and plays it: to the pause, then to what decides. */
import {
  gradeChoice,
  gradeNumber,
  runInputFor,
  type Credit,
  type Decision,
  type Lesson,
  type PredictBlock,
  type PredictOption,
  type RunBlock,
} from '../../../lesson/index.ts';
import type { Branch } from '../../playback/index.ts';
import type { Prediction } from '../answers.ts';
import { decide, findFirst, numberFrom } from '../lab/findings.ts';
import { playTo } from '../lab/guide.ts';
import type { Exhibit, Lab } from '../lab/lab.ts';
import { openingUs, stopsFor, type Stops } from '../lab/stops.ts';

export interface FoundFact {
  readonly says: string;
  readonly isTrue: boolean;
  /** The record that shows it; -1 when only the whole run does. */
  readonly record: number;
}

/** All that is known of a run once it is computed; told piece by piece. */
export interface RunFindings {
  readonly branch: Branch;
  readonly stops: Stops;
  readonly facts: readonly FoundFact[];
  /** The learner's own claim in its own run: the same branch, or another one. */
  readonly own: { readonly branch: Branch; readonly decision: Decision } | undefined;
  readonly youSaid: string;
  readonly itDid: string;
  readonly why: string;
  readonly credit: Credit | undefined;
}

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

export class RunDirector {
  readonly lab: Lab;
  readonly #lesson: Lesson;
  readonly #block: RunBlock;
  readonly #question: PredictBlock | undefined;

  constructor(lab: Lab, lesson: Lesson, block: RunBlock, question: PredictBlock | undefined) {
    this.lab = lab;
    this.#lesson = lesson;
    this.#block = block;
    this.#question = question;
  }

  get key(): string {
    return `run:${this.#block.name}`;
  }

  exhibit(option?: PredictOption): Exhibit {
    const { setup } = this.#block;
    const scenario = this.#lesson.scenarios.find(({ name }) => name === setup.scenario)?.scenario;
    const title = scenario?.title ?? this.#block.name;
    const hasOwn = option !== undefined && !isSame(option.setup, setup);
    return {
      key: this.key,
      title,
      order: runInputFor(this.#lesson, setup),
      reveal: 'seen',
      ...(hasOwn
        ? {
            other: {
              order: runInputFor(this.#lesson, option.setup),
              name: 'Your answer, carried out',
            },
          }
        : {}),
    };
  }

  /** The stage as it is before anything happens; nobody can play it yet. */
  async preview(lock: string): Promise<void> {
    const [branch] = await this.lab.show({ ...this.exhibit(), lock });
    if (branch !== undefined) this.lab.playback.seekTime(openingUs(branch));
  }

  async load(prediction: Prediction | undefined): Promise<RunFindings> {
    const option = this.#question?.options[prediction?.option ?? -1];
    const branches = await this.lab.show(this.exhibit(option));
    return this.#findings(branches, prediction);
  }

  /** The same findings for a run that was watched before: nothing is hidden any more. */
  async review(prediction: Prediction | undefined): Promise<RunFindings> {
    const option = this.#question?.options[prediction?.option ?? -1];
    const exhibit: Exhibit = { ...this.exhibit(option), reveal: 'all' };
    const findings = this.#findings(await this.lab.show(exhibit), prediction);
    this.lab.playback.seekRecord(findings.stops.verdict);
    return findings;
  }

  playTo(findings: RunFindings, stop: 'pause' | 'verdict', signal: AbortSignal): Promise<void> {
    return playTo(this.lab.playback, findings.branch, findings.stops[stop], signal);
  }

  #findings(branches: readonly Branch[], prediction: Prediction | undefined): RunFindings {
    const [branch, ownBranch] = branches;
    if (branch === undefined) throw new Error('there is no run on the stage');
    const surprise = Math.max(0, findFirst(branch, this.#block.pause));
    const option = this.#question?.options[prediction?.option ?? -1];
    const own =
      option === undefined
        ? undefined
        : {
            branch: ownBranch ?? branch,
            decision: decide(ownBranch ?? branch, option.claim),
          };
    const isHere = own?.branch === branch;
    const stops = stopsFor(branch, surprise, isHere ? own.decision : { isTrue: true, record: -1 });
    const facts = this.#block.facts.map(({ says, claim }) => ({ says, ...decide(branch, claim) }));
    return { branch, stops, facts, own, ...this.#words(branch, own?.decision, prediction) };
  }

  #words(branch: Branch, decision: Decision | undefined, prediction: Prediction | undefined) {
    const question = this.#question;
    if (question?.number !== undefined && prediction?.number !== undefined) {
      const { number } = question;
      const engine = numberFrom(branch, number.engine);
      return {
        youSaid: `${prediction.number} ${number.unit}`.trim(),
        itDid: `${engine} ${number.unit}`.trim(),
        why: number.why,
        credit: gradeNumber(number, prediction.number, engine),
      };
    }
    if (question === undefined || decision === undefined || prediction?.option === undefined) {
      return { youSaid: '', itDid: '', why: '', credit: undefined };
    }
    const { isRight, ...words } = gradeChoice(question, prediction.option, decision);
    const credit: Credit = isRight ? 'full' : 'none';
    return { youSaid: words.youSaid, itDid: words.itDid, why: words.why, credit };
  }
}
