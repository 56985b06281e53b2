/** Policy knobs: what a candidate argues about. Each model lists its own; scenarios composes them. */

/** A closed choice. Every option carries the sentence that explains it to a learner. */
export interface ChoiceKnob {
  readonly kind: 'choice';
  readonly label: string;
  readonly question: string;
  readonly options: Readonly<Record<string, string>>;
  readonly initial: string;
}

/** A number with a unit and a range, both ends included. */
export interface NumberKnob {
  readonly kind: 'number';
  readonly label: string;
  readonly question: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly initial: number;
  /** Where the initial value comes from: a source, or "our choice". */
  readonly source: string;
}

export type Knob = ChoiceKnob | NumberKnob;
export type KnobTable = Readonly<Record<string, Knob>>;

/** The values that a table of knobs can take, key by key. */
export type KnobValues<Table extends KnobTable> = {
  readonly [Key in keyof Table]: Table[Key] extends ChoiceKnob
    ? keyof Table[Key]['options'] & string
    : number;
};

/** A design as the world hands it to a node: read at decision time, so a change in mid-run works. */
export type AnyDesign = Readonly<Record<string, string | number>>;
