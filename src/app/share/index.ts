/** Sharing: a link or a file that opens a run at its exact moment and says whether it is the same. */
export { makeKnown } from './known-scenarios.ts';
export { openCode, openText, type Opened } from './open-shared.ts';
export { saveRun, ShareButton, shareLink, useCopyLink } from './ShareButton.tsx';
export { useSharedRun } from './use-shared-run.ts';
