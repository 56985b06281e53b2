/** A phone of the first page, light enough to be there before any script: chat, ticks, typing box. */
import type { ReactNode } from 'react';
import { STATUS_WORDS, Tick } from '../theme/Tick.tsx';
import type { HeroBubble, PhoneOwner } from './hero-frame.ts';

const NAMES: Readonly<Record<PhoneOwner, string>> = { ana: 'Ana', ben: 'Ben' };

export interface HeroPhoneProps {
  readonly owner: PhoneOwner;
  readonly bubbles: readonly HeroBubble[];
  /** In a tunnel: dark, and no signal. */
  readonly isCut?: boolean;
  /** The typing box, or nothing. */
  readonly foot?: ReactNode;
  /** Given while the ticks can be asked about. */
  readonly onTicks?: (() => void) | undefined;
}

export function HeroPhone({ owner, bubbles, isCut = false, foot, onTicks }: HeroPhoneProps) {
  return (
    <div
      role="group"
      className="home-phone"
      data-owner={owner}
      data-cut={isCut || undefined}
      aria-label={`${NAMES[owner]}’s phone`}
    >
      <div className="home-screen">
        <div className="home-owner">
          <span className="home-avatar" aria-hidden="true">
            {NAMES[owner].charAt(0)}
          </span>
          <span className="home-name">{NAMES[owner]}</span>
          <Signal isCut={isCut} />
        </div>
        <ol className="home-chat">
          {bubbles.map((bubble) => (
            <li key={bubble.key} className="home-bubble" data-mine={bubble.mine || undefined}>
              <span>{bubble.text}</span>
              {bubble.mine && <BubbleTick bubble={bubble} onTicks={onTicks} />}
            </li>
          ))}
        </ol>
        {foot}
      </div>
    </div>
  );
}

function BubbleTick({
  bubble,
  onTicks,
}: {
  bubble: HeroBubble;
  onTicks: (() => void) | undefined;
}) {
  if (onTicks === undefined) {
    return (
      <span className="home-tick" data-status={bubble.status}>
        <Tick status={bubble.status} size={20} />
      </span>
    );
  }
  return (
    <button
      type="button"
      className="home-tick"
      data-status={bubble.status}
      data-asks
      aria-label={`${STATUS_WORDS[bubble.status]}. Why?`}
      onClick={onTicks}
    >
      <Tick status={bubble.status} silent size={20} />
    </button>
  );
}

function Signal({ isCut }: { isCut: boolean }) {
  return (
    <span className="home-signal">
      {isCut && <span>No signal</span>}
      <svg viewBox="0 0 16 12" width="16" height="12" aria-hidden="true">
        {[0, 1, 2, 3].map((bar) => (
          <rect key={bar} x={bar * 4} y={8 - bar * 2.6} width="3" height={4 + bar * 2.6} rx="0.8" />
        ))}
        {isCut && <path d="M1 11 15 1" />}
      </svg>
    </span>
  );
}
