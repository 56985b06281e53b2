/** A native modal dialog: centred, or a sheet from the edge. Escape, the back and a tap outside close it. */
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { IconButton } from './Button.tsx';
import { classNames } from './class-names.ts';
import styles from './Dialog.module.css';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** `sheet` comes from the bottom on narrow screens and from the right on wide ones. */
  readonly form?: 'centred' | 'sheet' | 'palette';
  /** The title is read aloud but not drawn. */
  readonly bare?: boolean;
  readonly children: ReactNode;
}

export function Dialog({
  open,
  onClose,
  title,
  form = 'centred',
  bare = false,
  children,
}: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    if (open && !element.open) {
      element.showModal();
      // The browser would take the first button, which closes what has just been opened.
      if (!bare) heading.current?.focus();
    }
    if (!open && element.open) element.close();
  }, [open, bare]);

  useEffect(() => {
    // For pointers only: the keyboard has Escape, which the element itself understands.
    const element = dialog.current;
    const leave = (event: MouseEvent) => event.target === element && onClose();
    element?.addEventListener('click', leave);
    return () => element?.removeEventListener('click', leave);
  }, [onClose]);

  return (
    <dialog
      ref={dialog}
      className={classNames(styles.dialog, styles[form])}
      aria-labelledby={titleId}
      onClose={onClose}
    >
      {open && (
        <div className={styles.box}>
          <header className={bare ? 'heard' : styles.header}>
            <h2 ref={heading} id={titleId} tabIndex={-1} className={styles.title}>
              {title}
            </h2>
            {!bare && <IconButton label="Close" Icon={X} onClick={onClose} />}
          </header>
          <div className={bare ? undefined : styles.content}>{children}</div>
        </div>
      )}
    </dialog>
  );
}
