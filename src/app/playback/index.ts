/** Branches, playhead, and folds at the playhead: what every screen of a run reads. */
export { newBranch, type Branch } from './branch.ts';
export { IdleWork } from './idle-work.ts';
export { firstDifference } from './first-difference.ts';
export {
  PlaybackProvider,
  useBranch,
  useNewPlayback,
  usePlayback,
  usePlaybackHandle,
  useProjection,
} from './PlaybackContext.tsx';
export type { Playhead } from './moments.ts';
export { Playback, SPEEDS } from './playback.ts';
export type { Bookmark, PlaybackState, Reveal, Selection } from './state.ts';
export { Projections, type Projection } from './projection.ts';
export { takeBack } from './take-back.ts';
export { actionName } from './wording.ts';
