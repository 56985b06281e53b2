/** Opens a shrunk run on the stage, just before its first line, at an address that can be shared. */
import { useState } from 'react';
import { Clapperboard } from 'lucide-react';
import { useLocation } from 'wouter';
import type { ShrinkResult } from '../../../explore/index.ts';
import { createEngine } from '../../engine/index.ts';
import { Playback } from '../../playback/index.ts';
import { shareLink } from '../../share/index.ts';
import { Button } from '../../theme/index.ts';

export function WatchRun({ result }: { result: ShrinkResult }) {
  const [, go] = useLocation();
  const [isBusy, setBusy] = useState(false);
  const open = async () => {
    setBusy(true);
    const address = await addressOf(result);
    setBusy(false);
    if (address !== '') go(address);
  };
  return (
    <Button Icon={Clapperboard} disabled={isBusy} onClick={() => void open()}>
      Watch it
    </Button>
  );
}

/** The path of the page that shows this run; '' when it cannot be made. */
async function addressOf({ scenario, design, seed, plan, story }: ShrinkResult): Promise<string> {
  const playback = new Playback(createEngine());
  try {
    await playback.load({ scenario, design, seed, plan, edits: [] });
    playback.seekRecord(story.records[0] ?? 0);
    const link = await shareLink(playback);
    return link?.split('#')[1] ?? '';
  } finally {
    playback.dispose();
  }
}
