/** What a scene is: a run to look at, a few words, one knob, its moments, and a picture of the idea. */
import type { ComponentType } from 'react';
import type { Branch, Playhead } from '../playback/index.ts';
import type { RunOrder } from '../engine/index.ts';

/** A moment worth going to, found in the records. */
export interface SceneMoment {
  readonly label: string;
  readonly at: Playhead;
}

export interface KnobChoice {
  readonly value: string;
  readonly label: string;
}

interface Knob {
  readonly label: string;
  /** What the value in force means, in a sentence. */
  readonly sentence: (value: string) => string;
  readonly initial: string;
}

export interface Scene {
  readonly id: string;
  readonly title: string;
  /** Two or three plain paragraphs. */
  readonly text: readonly string[];
  readonly knob: Knob &
    (
      | { readonly kind: 'choice'; readonly choices: readonly KnobChoice[] }
      | { readonly kind: 'slider'; readonly min: number; readonly max: number }
    );
  /** The run under a position of the knob. */
  readonly order: (value: string) => RunOrder;
  /** Another position makes another deployment, so the runs cannot stand side by side. */
  readonly startsAnew: boolean;
  /** Simulated seconds for each of ours, when it is first played. */
  readonly speed: number;
  readonly moments: (branch: Branch) => readonly SceneMoment[];
  readonly Picture: ComponentType<PictureProps>;
}

export interface PictureProps {
  readonly branch: Branch;
  /** Runs of other positions of the knob that were seen, to compare with. */
  readonly others: readonly Branch[];
}
