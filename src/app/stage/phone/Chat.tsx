/** The messages of one chat, newest at the bottom and in view. */
import { useEffect, useRef } from 'react';
import { CornerDownRight } from 'lucide-react';
import type { NodeSpec } from '../../../models/index.ts';
import { STATUS_WORDS, Tick, Tooltip } from '../../theme/index.ts';
import type { Bubble } from '../projections/phone-screen.ts';
import { AWAITED_WORDS, EVIDENCE_WORDS, nodeTitle } from '../words.ts';
import styles from './Chat.module.css';

export interface ChatProps {
  readonly bubbles: readonly Bubble[];
  readonly title: string;
  readonly isGroup: boolean;
  readonly specs: readonly NodeSpec[];
  /** A number that never came. */
  readonly gap: number | undefined;
  readonly onTick: (bubble: Bubble) => void;
  readonly onMessage: (bubble: Bubble) => void;
  /** Opens the chat, so that what is unread is read; undefined where one may only look. */
  readonly onRead: (() => void) | undefined;
}

/** What the mark beside a message says, and what is missing for the next one. */
export function tickText(bubble: Bubble): string {
  const word = `${STATUS_WORDS[bubble.status]}: ${EVIDENCE_WORDS[bubble.evidence]}`;
  return bubble.awaited === null ? word : `${word}; ${AWAITED_WORDS[bubble.awaited]}`;
}

export function Chat({
  bubbles,
  title,
  isGroup,
  specs,
  gap,
  onTick,
  onMessage,
  onRead,
}: ChatProps) {
  const list = useRef<HTMLOListElement>(null);
  const unread = bubbles.filter((bubble) => bubble.unread).length;
  const last = bubbles.at(-1)?.key;

  useEffect(() => {
    // Not scrollIntoView: that would move the page as well.
    if (list.current !== null) list.current.scrollTop = list.current.scrollHeight;
  }, [last, bubbles.length]);

  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so keys must reach it */}
      <ol ref={list} className={styles.chat} aria-label={`Messages in ${title}`} tabIndex={0}>
        {bubbles.map((bubble) => (
          <li key={bubble.key} className={styles.row} data-mine={bubble.mine || undefined}>
            <div className={styles.bubble} data-again={bubble.again > 0 || undefined}>
              {isGroup && !bubble.mine && (
                <span className={styles.from}>{nodeTitle(specs[bubble.from]!)}</span>
              )}
              <button type="button" className={styles.text} onClick={() => onMessage(bubble)}>
                {bubble.text}
              </button>
              {bubble.again > 0 && <span className={styles.mark}>copy {bubble.again + 1}</span>}
              {bubble.mine && (
                <Tooltip text={tickText(bubble)}>
                  <button
                    type="button"
                    className={styles.tick}
                    aria-label={`${STATUS_WORDS[bubble.status]}. Why?`}
                    onClick={() => onTick(bubble)}
                  >
                    <Tick status={bubble.status} silent />
                  </button>
                </Tooltip>
              )}
            </div>
          </li>
        ))}
        {gap !== undefined && <li className={styles.gap}>number {gap} never came</li>}
      </ol>
      {unread > 0 && onRead !== undefined && (
        <button type="button" className={styles.unread} onClick={onRead}>
          <CornerDownRight size={13} />
          {unread === 1 ? '1 unread: open the chat' : `${unread} unread: open the chat`}
        </button>
      )}
    </>
  );
}
