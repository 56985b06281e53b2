/** The first page come alive: Ana's message is sent, and the beats follow one another by presses. */
import { useState } from 'react';
import { useMachine } from '@xstate/react';
import {
  PlaybackProvider,
  useNewPlayback,
  usePlayback,
  usePlaybackHandle,
} from '../../playback/index.ts';
import { FIRST_FRAME } from '../hero-frame.ts';
import { Hero } from '../Hero.tsx';
import { beatMachine } from './beat-machine.ts';
import { BeatWords } from './BeatWords.tsx';
import { Director } from './director.ts';
import { Futures } from './Futures.tsx';
import { LiveHero } from './LiveHero.tsx';

const isStill = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

export default function HomeStory() {
  const playback = useNewPlayback();
  return (
    <PlaybackProvider playback={playback}>
      <Beats />
    </PlaybackProvider>
  );
}

function Beats() {
  const playback = usePlaybackHandle();
  const [director] = useState(() => new Director(playback, isStill));
  const [state, send] = useMachine(beatMachine, { input: { director } });
  const isLoaded = usePlayback(({ branches }) => branches.length > 0);
  const beat = state.value;
  const words = <BeatWords beat={beat} context={state.context} send={send} />;

  if (beat === 'two futures') return <Futures context={state.context} send={send} />;
  if (!isLoaded)
    return (
      <Hero frame={FIRST_FRAME} isSending>
        {words}
      </Hero>
    );
  return (
    <LiveHero
      isTold={beat === 'why' || beat === 'one rule' || beat === 'splitting'}
      onTicks={beat === 'surprise' ? () => send({ type: 'ask ticks' }) : undefined}
    >
      {words}
    </LiveHero>
  );
}
