/** What is on screen of a run: its branches, the playhead, the pace, and what is selected. */
import type { Branch } from './branch.ts';
import type { Playhead } from './moments.ts';

export type Selection =
  | { readonly kind: 'node'; readonly node: number }
  | { readonly kind: 'link'; readonly from: number; readonly to: number }
  | { readonly kind: 'message'; readonly message: string }
  | { readonly kind: 'tick'; readonly message: string; readonly phone: number }
  | { readonly kind: 'record'; readonly record: number };

/** A moment to come back to, whichever branch is shown. */
export interface Bookmark {
  readonly id: string;
  readonly name: string;
  readonly timeUs: number;
}

/** How much of a run may be told before it was played: everything, or only what was seen. */
export type Reveal = 'all' | 'seen';

export interface PlaybackState {
  readonly branches: readonly Branch[];
  readonly currentId: string;
  readonly playhead: Playhead;
  readonly playing: boolean;
  /** Simulated seconds for each second of the reader's. */
  readonly speed: number;
  readonly selection: Selection | null;
  /** Playing stops here; set by lessons for a pause before the surprise. */
  readonly pauseAt: number | null;
  readonly bookmarks: readonly Bookmark[];
  readonly reveal: Reveal;
}
