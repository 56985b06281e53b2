/** The first screen: two phones, what lies between them, and one thing to do. Draws a frame. */
import type { ReactNode } from 'react';
import type { HeroFrame } from './hero-frame.ts';
import { HeroPhone } from './HeroPhone.tsx';
import { HeroRoad } from './HeroRoad.tsx';

export interface HeroProps {
  readonly frame: HeroFrame;
  /** Sends what waits in Ana's box. Without it the button is not live yet. */
  readonly onSend?: (() => void) | undefined;
  readonly isSending?: boolean;
  readonly onTicks?: (() => void) | undefined;
  /** What is said and asked below the road. */
  readonly children?: ReactNode;
}

export function Hero({ frame, onSend, isSending = false, onTicks, children }: HeroProps) {
  return (
    <div className="home-stage" data-cut={frame.isCut || undefined}>
      <HeroPhone
        owner="ana"
        bubbles={frame.ana}
        onTicks={onTicks}
        foot={
          <div className="home-composer">
            <span className="home-draft" data-empty={frame.draft === '' || undefined}>
              {frame.draft === '' ? 'Message' : frame.draft}
            </span>
            <button
              type="button"
              className="home-send"
              disabled={onSend === undefined || frame.draft === ''}
              data-busy={isSending || undefined}
              onClick={onSend}
            >
              Send
            </button>
          </div>
        }
      />
      <HeroRoad frame={frame} />
      <HeroPhone owner="ben" bubbles={frame.ben} isCut={frame.isCut} />
      <div className="home-says">{children}</div>
    </div>
  );
}

/** Its ticks are drawn here, because the static page has no style modules. */
export function HeroTitle() {
  return (
    <h1 className="home-title">
      These two ticks{' '}
      <svg className="home-title-tick" viewBox="0 0 16 12" aria-hidden="true">
        <path d="M1.6 6.4 4.4 9.2 10.6 2.6M7.5 8.4 8.3 9.2 14.6 2.6" />
      </svg>{' '}
      are a lie
    </h1>
  );
}
