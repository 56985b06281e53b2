/** The hero as the run stands at the playhead. */
import type { ReactNode } from 'react';
import { useBranch, usePlayback, useProjection } from '../../playback/index.ts';
import { phoneScreen } from '../../stage/projections/phone-screen.ts';
import { tokensInFlight } from '../../stage/projections/tokens-in-flight.ts';
import { Hero } from '../Hero.tsx';
import { frameAt } from './frame-at.ts';
import { HeardEvents } from './HeardEvents.tsx';
import { heroMarks } from './hero-marks.ts';
import { useTickChain } from './use-tick-chain.ts';

export interface LiveHeroProps {
  /** The causes of the ticks are lit. */
  readonly isTold: boolean;
  readonly onTicks: (() => void) | undefined;
  readonly children: ReactNode;
}

export function LiveHero({ isTold, onTicks, children }: LiveHeroProps) {
  const branch = useBranch()!;
  const nowUs = usePlayback(({ playhead }) => playhead.timeUs);
  const ana = useProjection(phoneScreen(branch.nodes.indexOf('ana')));
  const ben = useProjection(phoneScreen(branch.nodes.indexOf('ben')));
  const tokens = useProjection(tokensInFlight);
  const marks = useProjection(heroMarks);
  const chain = useTickChain();
  const told = isTold ? new Set(chain?.steps.map(({ node }) => node)) : undefined;
  const frame = frameAt({ branch, nowUs, ana, ben, tokens, marks, told });
  return (
    <>
      <Hero frame={frame} onTicks={onTicks}>
        {children}
      </Hero>
      <HeardEvents ana={frame.ana} ben={frame.ben} />
    </>
  );
}
