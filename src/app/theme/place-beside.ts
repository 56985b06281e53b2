/** Puts a floating box above its target, or below when there is no room; never off the screen. */

const GAP_PX = 6;
const EDGE_PX = 8;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a box of this size goes, in pixels from the top left of a window of the given size. */
export function spotBeside(
  target: Box,
  size: { readonly width: number; readonly height: number },
  screen: { readonly width: number; readonly height: number },
  prefer: 'above' | 'below' = 'above',
): { readonly left: number; readonly top: number } {
  const above = target.top - size.height - GAP_PX;
  const below = target.top + target.height + GAP_PX;
  const fitsAbove = above >= EDGE_PX;
  const fitsBelow = below + size.height <= screen.height - EDGE_PX;
  const goesAbove = prefer === 'above' ? fitsAbove || !fitsBelow : fitsAbove && !fitsBelow;
  const centred = target.left + target.width / 2 - size.width / 2;
  const rightmost = Math.max(EDGE_PX, screen.width - size.width - EDGE_PX);
  const lowest = Math.max(EDGE_PX, screen.height - size.height - EDGE_PX);
  return {
    left: Math.min(Math.max(EDGE_PX, centred), rightmost),
    top: Math.min(Math.max(EDGE_PX, goesAbove ? above : below), lowest),
  };
}

export function placeBeside(
  element: HTMLElement,
  target: Box,
  prefer: 'above' | 'below' = 'above',
): void {
  const size = { width: element.offsetWidth, height: element.offsetHeight };
  const screen = { width: window.innerWidth, height: window.innerHeight };
  const spot = spotBeside(target, size, screen, prefer);
  element.style.left = `${spot.left}px`;
  element.style.top = `${spot.top}px`;
}
