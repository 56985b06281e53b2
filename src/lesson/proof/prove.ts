/** A lesson proves itself: everything it says of runs and designs is run and compared. */
import type { FixBlock, Lesson, LessonBlock } from '../lesson.ts';
import { FixProof } from './prove-fix.ts';
import { StoryProof } from './prove-story.ts';
import type { LessonProof } from './proof.ts';

/** Runs all that the lesson speaks of: some hundred short runs, so seconds rather than milliseconds. */
export function proveLesson(lesson: Lesson): LessonProof {
  const blocks = lesson.beats.flatMap(({ parts }) =>
    parts.filter((part): part is LessonBlock => part.kind !== 'prose'),
  );
  const story = new StoryProof(lesson, blocks);
  for (const block of blocks) story.prove(block);
  const fixes = blocks.filter((block): block is FixBlock => block.kind === 'fix');
  const proofs = fixes.map((fix) => new FixProof(lesson, fix));
  const evidence = proofs.map((proof) => proof.prove());
  const { claims, numbers } = story;
  const problems = [...story.problems, ...proofs.flatMap((proof) => proof.problems)];
  return { problems, fixes: evidence, claims, numbers };
}
