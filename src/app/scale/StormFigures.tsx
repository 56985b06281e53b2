/** What a storm came to, and what that means for all phones of the sheet. */
import type { StormResult } from '../../explore/index.ts';
import { digitsInGroups } from '../../kernel/index.ts';
import type { ScaledStorm } from '../../scenarios/index.ts';
import { figureText } from './figure-text.ts';
import styles from './Scale.module.css';

export interface StormFiguresProps {
  readonly result: StormResult;
  readonly scaled: ScaledStorm;
}

export function StormFigures({ result, scaled: { scale, label } }: StormFiguresProps) {
  const { peakAsked, halfBackS, nearlyAllBackS, events, bytesPerPhone, stopSentence } = result;
  const figures: readonly (readonly [what: string, figure: string, note: string])[] = [
    ['Busiest second', `${digitsInGroups(peakAsked)} ask`, extrapolated(peakAsked, scale, label)],
    ['Half are back after', secondsText(halfBackS), ''],
    ['99 % are back after', secondsText(nearlyAllBackS), ''],
    ['Events of this run', digitsInGroups(events), `${bytesPerPhone} bytes a phone`],
  ];
  return (
    <>
      {stopSentence !== '' && <p role="alert">{stopSentence}</p>}
      <dl className={styles.figures}>
        {figures.map(([what, figure, note]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{figure}</dd>
            <dd className={styles.note}>{note}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const secondsText = (seconds: number | null): string =>
  seconds === null ? 'not within this run' : `${digitsInGroups(Math.round(seconds))} s`;

/** A figure that was multiplied says so. */
const extrapolated = (value: number, scale: number, label: string): string =>
  scale === 1 ? label : `${figureText(value * scale, '1/s')}, ${label}`;
