/** A list of any length that draws only the rows in sight. A listbox: one tab stop, arrows, Enter. */
import { useEffect, useId, useLayoutEffect, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useSize } from '../use-size.ts';
import { placeAfterKey, windowOf, type ListWindow } from './window.ts';
import styles from './VirtualList.module.css';

export interface VirtualListProps {
  readonly label: string;
  readonly count: number;
  readonly rowHeight: number;
  readonly row: (place: number) => ReactNode;
  readonly keyOf: (place: number) => number;
  /** The row that stands for now; -1 for none. */
  readonly current: number;
  /** Keeps the current row in sight. */
  readonly following: boolean;
  /** Somebody has scrolled or moved away from it. */
  readonly onLeave: () => void;
  readonly onChoose: (place: number) => void;
}

export function VirtualList(props: VirtualListProps) {
  const { label, count, rowHeight, current, following, onLeave, onChoose } = props;
  const base = useId();
  const [viewport, size] = useSize<HTMLDivElement>();
  const [top, setTop] = useState(0);
  const [active, setActive] = useState(-1);
  const height = size?.height ?? 0;
  const shown = windowOf({ count, rowHeight, height, top });

  const reveal = (place: number) => {
    if (viewport.current !== null && place >= 0) viewport.current.scrollTop = shown.topFor(place);
  };
  useLayoutEffect(() => {
    if (following) reveal(current);
    // Only a move of the row or of the window is a reason to scroll.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [following, current, height, rowHeight]);
  useEffect(() => {
    if (following) setActive(-1);
  }, [following]);

  const chosen = active >= 0 && active < count ? active : current;
  const press = (event: KeyboardEvent) => {
    const next = placeAfterKey(event.key, chosen, count, Math.floor(height / rowHeight));
    if (next !== undefined) {
      setActive(next);
      onLeave();
      reveal(next);
    } else if (event.key === 'Enter' && chosen >= 0) onChoose(chosen);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={viewport}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={shown.has(chosen) ? `${base}-${chosen}` : undefined}
      className={styles.viewport}
      onKeyDown={press}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      // A wheel, a finger or the scroll bar: what scrolls by itself has none of them.
      onWheel={onLeave}
      onTouchMove={onLeave}
      onPointerDown={(event) => event.target === event.currentTarget && onLeave()}
    >
      <div className={styles.all} style={{ height: shown.fullHeight }}>
        <Rows {...props} base={base} shown={shown} chosen={chosen} />
      </div>
    </div>
  );
}

interface RowsProps extends Pick<VirtualListProps, 'count' | 'rowHeight' | 'row' | 'keyOf'> {
  readonly base: string;
  readonly shown: ListWindow;
  readonly chosen: number;
  readonly onChoose: (place: number) => void;
}

function Rows({ base, shown, chosen, count, rowHeight, row, keyOf, onChoose }: RowsProps) {
  return Array.from({ length: shown.end - shown.start }, (_, offset) => {
    const place = shown.start + offset;
    return (
      // The list hears the keys of its rows.
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
      <div
        key={keyOf(place)}
        id={`${base}-${place}`}
        role="option"
        tabIndex={-1}
        aria-selected={place === chosen}
        aria-posinset={place + 1}
        aria-setsize={count}
        className={styles.row}
        style={{ height: rowHeight, top: shown.placeTop(place) }}
        onClick={() => onChoose(place)}
      >
        {row(place)}
      </div>
    );
  });
}
