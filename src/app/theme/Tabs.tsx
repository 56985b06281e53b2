/** Tabs by the ARIA pattern: arrow keys move and choose, one tab stop, panels are labelled. */
import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './Tabs.module.css';

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: ReactNode;
  /** A number or mark behind the label. */
  readonly badge?: ReactNode;
}

export interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly TabItem<Id>[];
  readonly current: Id;
  readonly onChange: (id: Id) => void;
  /** The content of the current tab. */
  readonly children: ReactNode;
  /** At the end of the row of tabs. */
  readonly extra?: ReactNode;
  readonly className?: string;
}

/** Where a key moves to in a row of `count`; -1 when the key means nothing here. */
export function tabAfterKey(key: string, at: number, count: number): number {
  if (key === 'ArrowRight') return (at + 1) % count;
  if (key === 'ArrowLeft') return (at - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return -1;
}

export function Tabs<Id extends string>(props: TabsProps<Id>) {
  const { label, tabs, current, onChange, children, extra, className } = props;
  const base = useId();
  const list = useRef<HTMLDivElement>(null);

  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === current);
    const next = tabAfterKey(event.key, at, tabs.length);
    const tab = tabs[next];
    if (tab === undefined) return;
    event.preventDefault();
    onChange(tab.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };

  return (
    <div className={classNames(styles.tabs, className)}>
      <div className={styles.row}>
        <div ref={list} role="tablist" aria-label={label} className={styles.list}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${base}-${tab.id}`}
              aria-selected={tab.id === current}
              aria-controls={`${base}-panel`}
              tabIndex={tab.id === current ? 0 : -1}
              className={styles.tab}
              onClick={() => onChange(tab.id)}
              onKeyDown={move}
            >
              {tab.label}
              {tab.badge !== undefined && <span className={styles.badge}>{tab.badge}</span>}
            </button>
          ))}
        </div>
        {extra !== undefined && <div className={styles.extra}>{extra}</div>}
      </div>
      <div
        role="tabpanel"
        id={`${base}-panel`}
        aria-labelledby={`${base}-${current}`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
        tabIndex={0}
        className={styles.panel}
      >
        {children}
      </div>
    </div>
  );
}
