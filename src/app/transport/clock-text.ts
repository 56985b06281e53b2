/** Simulated time and speed as they stand in the transport bar. */
import { digitsInGroups } from '../../kernel/index.ts';

/** The time in milliseconds, in two parts that keep their width: "12,345" and ".678". */
export function clockParts(timeUs: number): readonly [ms: string, rest: string] {
  const whole = Math.floor(timeUs / 1000);
  const restUs = Math.floor(timeUs) - whole * 1000;
  return [digitsInGroups(whole), `.${String(1000 + restUs).slice(1)}`];
}

/** "2,000.500 ms": for a tooltip or to be read aloud. */
export const clockText = (timeUs: number): string => `${clockParts(timeUs).join('')} ms`;

/** 0.01 -> "1/100×", 2 -> "2×". */
export function speedText(speed: number): string {
  return speed < 1 ? `1/${Math.round(1 / speed)}×` : `${digitsInGroups(speed)}×`;
}

/** What a speed means, in a sentence. */
export function speedSentence(speed: number): string {
  if (speed === 1) return 'as fast as it would happen';
  return speed < 1
    ? `${Math.round(1 / speed)} times slower than it would happen`
    : `${digitsInGroups(speed)} times faster than it would happen`;
}
