/** Many runs on screen: the grids, the shortest failing story, two designs on the same seeds. */
export { CheckGrid } from './CheckGrid.tsx';
export { FailureStory } from './FailureStory.tsx';
export { FailureTable } from './FailureTable.tsx';
export { pairedOf } from './paired.ts';
export { PairedResult } from './PairedResult.tsx';
export { RunChips } from './RunChips.tsx';
export { isSameDesign, othersThan, type NamedDesign } from './same-design.ts';
export { StoryLines } from './StoryLines.tsx';
export { SweepBoard } from './SweepBoard.tsx';
export { useFailureStory, type FailureStoryHandle } from './use-failure-story.ts';
export { usePairedSweep, type PairedSweepHandle } from './use-paired-sweep.ts';
