/** Buttons: primary (the next thing to do), plain, and quiet (in toolbars); and the icon button. */
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import type { LucideIcon } from 'lucide-react';
import { classNames } from './class-names.ts';
import { Tooltip } from './Tooltip.tsx';
import styles from './Button.module.css';

type NativeProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'>;

export interface ButtonProps extends NativeProps {
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly size?: 'regular' | 'large';
  readonly Icon?: LucideIcon;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const { look = 'plain', size = 'regular', Icon, children, className, ...native } = props;
  return (
    <button
      type="button"
      {...native}
      className={classNames(styles.button, styles[look], styles[size], className)}
    >
      {Icon !== undefined && <Icon size={16} className={styles.icon} />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends NativeProps {
  /** What it does, in words: read aloud, and shown as its tooltip. */
  readonly label: string;
  readonly Icon: LucideIcon;
  /** A key that does the same, named in the tooltip. */
  readonly shortcut?: string;
  readonly look?: 'plain' | 'quiet' | 'primary';
  readonly size?: 'regular' | 'large';
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton(props: IconButtonProps) {
  const { label, Icon, shortcut, look = 'quiet', size = 'regular', className, ...native } = props;
  const button = (
    <button
      type="button"
      {...native}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      className={classNames(styles.button, styles.square, styles[look], styles[size], className)}
    >
      <Icon size={size === 'large' ? 20 : 18} />
    </button>
  );
  const text = shortcut === undefined ? label : `${label} (${shortcut})`;
  return (
    <Tooltip text={text} repeatsLabel>
      {button}
    </Tooltip>
  );
}
