/** The mark beside a message: clock, one tick, two ticks, two blue ticks, or a warning. Own drawing. */
import type { Status } from '../../models/index.ts';
import { classNames } from './class-names.ts';
import styles from './Tick.module.css';

/** What each mark claims, in the words that appear on hover, on focus and aloud. */
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  clock: 'Waiting to be sent',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  failed: 'Not sent',
};

const SINGLE = 'M5.2 6.4 8 9.2 14.2 2.6';
const DOUBLE = 'M1.6 6.4 4.4 9.2 10.6 2.6M7.5 8.4 8.3 9.2 14.6 2.6';

function shape(status: Status) {
  if (status === 'clock') {
    return (
      <>
        <circle cx="9" cy="6" r="4.6" />
        <path d="M9 3.6V6.2L10.7 7.2" />
      </>
    );
  }
  if (status === 'failed') {
    return (
      <>
        <path d="M9 1.2 14.4 10.8H3.6Z" />
        <path d="M9 4.8V7.2M9 8.9V9" />
      </>
    );
  }
  return <path d={status === 'sent' ? SINGLE : DOUBLE} />;
}

export interface TickProps {
  readonly status: Status;
  /** The word stands beside it, or a button around it says it. */
  readonly silent?: boolean;
  readonly size?: number;
  readonly className?: string | undefined;
}

export function Tick({ status, silent = false, size = 16, className }: TickProps) {
  const spoken = silent
    ? { 'aria-hidden': true }
    : { role: 'img', 'aria-label': STATUS_WORDS[status] };
  return (
    <svg
      {...spoken}
      viewBox="0 0 16 12"
      width={size}
      height={(size * 12) / 16}
      className={classNames(styles.tick, styles[status], className)}
    >
      {shape(status)}
    </svg>
  );
}
