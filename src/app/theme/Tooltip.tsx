/** A word on hover and on keyboard focus; by touch, on a long press. Shown in the top layer. */
import { cloneElement, useEffect, useId, useRef, useState, type ReactElement } from 'react';
import { placeBeside } from './place-beside.ts';
import styles from './Tooltip.module.css';

export interface TooltipProps {
  readonly text: string;
  /** The text only repeats the label of the control, so it is not read aloud a second time. */
  readonly repeatsLabel?: boolean;
  readonly children: ReactElement<{ 'aria-describedby'?: string | undefined }>;
}

const HOVER_DELAY_MS = 350;
const PRESS_DELAY_MS = 450;
const PRESS_STAYS_MS = 2_000;

export function Tooltip({ text, repeatsLabel = false, children }: TooltipProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const wrap = useRef<HTMLSpanElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);
  const timer = useRef(0);

  const show = (delayMs: number) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setOpen(true), delayMs);
  };
  const hide = (delayMs = 0) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setOpen(false), delayMs);
  };

  useEffect(() => () => window.clearTimeout(timer.current), []);
  useEffect(() => {
    const target = wrap.current?.firstElementChild;
    if (!open || bubble.current === null || !target) return;
    bubble.current.showPopover?.();
    placeBeside(bubble.current, target.getBoundingClientRect());
    const leave = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false);
    document.addEventListener('keydown', leave);
    return () => document.removeEventListener('keydown', leave);
  }, [open]);

  return (
    <span
      ref={wrap}
      className={styles.wrap}
      onPointerEnter={(event) => event.pointerType === 'mouse' && show(HOVER_DELAY_MS)}
      onPointerLeave={(event) => event.pointerType === 'mouse' && hide()}
      onPointerDown={(event) => (event.pointerType === 'touch' ? show(PRESS_DELAY_MS) : hide())}
      onPointerUp={(event) => event.pointerType === 'touch' && hide(open ? PRESS_STAYS_MS : 0)}
      onPointerCancel={() => hide()}
      onFocus={(event) => event.target.matches(':focus-visible') && show(0)}
      onBlur={() => hide()}
    >
      {repeatsLabel ? children : cloneElement(children, { 'aria-describedby': id })}
      {(open || !repeatsLabel) && (
        <span
          ref={bubble}
          id={id}
          role="tooltip"
          aria-hidden={repeatsLabel || undefined}
          {...(open ? { popover: 'manual' as const } : {})}
          className={open ? styles.bubble : 'heard'}
        >
          {text}
        </span>
      )}
    </span>
  );
}
