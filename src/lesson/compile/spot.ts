/** A value in a lesson file together with its place, so that a complaint can point at it. */
import type { Place, ProblemCode, Problems } from '../reading/problem.ts';
import type { Path, PlacedData } from '../reading/yaml-text.ts';

export class Spot {
  readonly #placed: PlacedData;
  readonly #path: Path;
  readonly #problems: Problems;

  constructor(placed: PlacedData, path: Path, problems: Problems) {
    this.#placed = placed;
    this.#path = path;
    this.#problems = problems;
  }

  /** The spot of something inside this one. */
  in(...steps: PropertyKey[]): Spot {
    return new Spot(this.#placed, [...this.#path, ...steps], this.#problems);
  }

  get place(): Place {
    return this.#placed.at(this.#path);
  }

  /** Whether there is a field of that name here. */
  has(field: string): boolean {
    return this.#placed.has([...this.#path, field]);
  }

  /** The place of the field's name rather than of its value. */
  get keyPlace(): Place {
    return this.#placed.atKey(this.#path);
  }

  complain(code: ProblemCode, message: string): void {
    this.#problems.add(this.place, code, message);
  }

  complainOfKey(code: ProblemCode, message: string): void {
    this.#problems.add(this.keyPlace, code, message);
  }
}
