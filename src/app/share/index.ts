/** Sharing: a link or a file that opens a run at its exact moment and says whether it is the same. */
export { openCode, openText, type Opened } from './open-shared.ts';
export { ShareButton, shareLink } from './ShareButton.tsx';
