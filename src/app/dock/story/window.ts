/** Which rows of a long list are in sight. Longer lists than a browser can scroll are squeezed. */

/** Browsers lay out at most some 16 to 33 million pixels; this is safe in all. */
const HEIGHT_MAX_PX = 8_000_000;
const ROWS_AROUND = 6;
/** Where the row of now stands when it is followed: two thirds down, so that its past is in sight. */
const FOLLOW_SHARE = 0.66;

export interface ListWindow {
  readonly start: number;
  readonly end: number;
  readonly fullHeight: number;
  has(place: number): boolean;
  /** Where a row is drawn. */
  placeTop(place: number): number;
  /** Where to scroll to for a row to be in sight. */
  topFor(place: number): number;
}

export function windowOf(list: {
  readonly count: number;
  readonly rowHeight: number;
  readonly height: number;
  readonly top: number;
}): ListWindow {
  const { count, rowHeight, height, top } = list;
  const realHeight = count * rowHeight;
  const fullHeight = Math.min(realHeight, HEIGHT_MAX_PX);
  // Above the limit a pixel of scrolling stands for more than a pixel of rows.
  const mostReal = Math.max(0, realHeight - height);
  const mostTop = Math.max(0, fullHeight - height);
  const squeeze = mostTop === 0 ? 1 : mostReal / mostTop;
  const realTop = Math.min(top, mostTop) * squeeze;
  const first = Math.floor(realTop / rowHeight);
  const start = Math.max(0, Math.min(count, first - ROWS_AROUND));
  const end = Math.min(count, Math.ceil((realTop + height) / rowHeight) + ROWS_AROUND);
  const shift = Math.min(top, mostTop) - realTop;
  return {
    start,
    end,
    fullHeight,
    has: (place) => place >= start && place < end,
    placeTop: (place) => place * rowHeight + shift,
    topFor: (place) => {
      const wanted = (place + 1) * rowHeight - height * FOLLOW_SHARE;
      return Math.round(Math.max(0, Math.min(wanted, mostReal)) / squeeze);
    },
  };
}

/** Where a key moves to; undefined when it means nothing here. */
export function placeAfterKey(
  key: string,
  at: number,
  count: number,
  page: number,
): number | undefined {
  if (count === 0) return undefined;
  const within = (place: number) => Math.max(0, Math.min(count - 1, place));
  switch (key) {
    case 'ArrowDown':
      return within(at + 1);
    case 'ArrowUp':
      return within(at - 1);
    case 'PageDown':
      return within(at + Math.max(1, page - 1));
    case 'PageUp':
      return within(at - Math.max(1, page - 1));
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
