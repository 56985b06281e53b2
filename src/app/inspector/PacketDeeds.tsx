/** What can be done to a packet that has left: lose it, or hold it up. */
import { Ban, Hourglass } from 'lucide-react';
import { useBranch, usePlaybackHandle } from '../playback/index.ts';
import { Button } from '../theme/index.ts';
import { carryOut, strikeOf } from './strike-packet.ts';

/** Enough to outlast a retry, and to be seen at an ordinary pace. */
const DELAY_MS = 2000;

/** `name` tells this packet's buttons from another's; nothing is shown for what is no leaving. */
export function PacketDeeds({ record, name }: { record: number; name?: string }) {
  const branch = useBranch()!;
  const playback = usePlaybackHandle();
  const strike = strikeOf(branch, record);
  if (strike === null) return null;
  const about = name === undefined ? {} : { 'aria-description': name };
  return (
    <>
      <Button
        Icon={Hourglass}
        title="Goes back to when it left, and holds it up from there; so waits what follows it."
        {...about}
        onClick={() => void carryOut(playback, strike, { do: 'delay', addMs: DELAY_MS })}
      >
        Delay it by {DELAY_MS / 1000} s
      </Button>
      <Button
        look="danger"
        Icon={Ban}
        title="Goes back to when it left, and loses it from there."
        {...about}
        onClick={() => void carryOut(playback, strike, { do: 'drop' })}
      >
        Lose it
      </Button>
    </>
  );
}
