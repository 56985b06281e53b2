/** Where in the file each part of a compiled scenario was written, so that the engine's complaints land there. */
import type { ProblemPath } from '../../scenarios/index.ts';
import { pathText } from '../../scenarios/index.ts';
import type { Spot } from './spot.ts';

export class Origins {
  private readonly spots = new Map<string, Spot>();
  private readonly whole: Spot;

  constructor(whole: Spot) {
    this.whole = whole;
  }

  set(path: ProblemPath, spot: Spot): void {
    this.spots.set(pathText(path), spot);
  }

  /** The spot of the longest known beginning of the path. */
  find(path: ProblemPath): Spot {
    for (let length = path.length; length > 0; length -= 1) {
      const spot = this.spots.get(pathText(path.slice(0, length)));
      if (spot !== undefined) return spot;
    }
    return this.whole;
  }
}
