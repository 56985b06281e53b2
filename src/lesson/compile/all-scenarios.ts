/** All scenario blocks of a lesson, each with what it is like, by name. */
import type { Scenario } from '../../scenarios/index.ts';
import type { Compiling } from './context.ts';
import type { WrittenAt } from './scenario.ts';
import { compileScenario } from './scenario.ts';
import { mustBeKnown } from './script.ts';

/** In the order of the file. Names that come twice, and circles of likeness, are problems. */
export function compileScenarios(
  lessonId: string,
  blocks: readonly WrittenAt[],
  compiling: Compiling,
): ReadonlyMap<string, Scenario> {
  const byName = new Map<string, WrittenAt>();
  for (const block of blocks) {
    const { name } = block.written;
    if (!byName.has(name)) byName.set(name, block);
    else block.spot.in('name').complain('E-DUP', `there is a scenario "${name}" already`);
  }
  const scenarios = new Map<string, Scenario>();
  for (const [name, block] of byName) {
    const line = lineOf(block, byName, compiling);
    if (line !== undefined) scenarios.set(name, compileScenario(lessonId, line, compiling));
  }
  return scenarios;
}

/** The block, what it is like, what that is like, and so on; undefined with a problem for a circle. */
function lineOf(
  block: WrittenAt,
  byName: ReadonlyMap<string, WrittenAt>,
  { isWhole }: Compiling,
): [WrittenAt, ...WrittenAt[]] | undefined {
  const line: [WrittenAt, ...WrittenAt[]] = [block];
  for (let last = block; last.written.like !== undefined;) {
    const { like } = last.written;
    if (!isWhole && !byName.has(like)) return undefined;
    if (!mustBeKnown(last.spot.in('like'), 'scenario', like, [...byName.keys()])) return undefined;
    last = byName.get(like)!;
    if (line.includes(last)) {
      const message = `"${block.written.name}" would be like itself: break the circle`;
      block.spot.in('like').complain('E-REF', message);
      return undefined;
    }
    line.push(last);
  }
  return line;
}
