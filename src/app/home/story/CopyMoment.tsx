/** Copies a link to the frozen moment: whoever opens it sees the very same run. */
import { useState } from 'react';
import { Check, Link2 } from 'lucide-react';
import { usePlaybackHandle, type Playback } from '../../playback/index.ts';
import { shareLink } from '../../share/index.ts';
import { notify } from '../../shell/index.ts';
import { Button } from '../../theme/index.ts';

/** @param branchId the branch in which the ticks lie: that moment is meant, not its twin. */
export function CopyMoment({ branchId }: { branchId: string }) {
  const playback = usePlaybackHandle();
  const [isCopied, setCopied] = useState(false);
  const press = async () => {
    playback.show(branchId);
    setCopied(await copyLink(playback));
  };
  return (
    <Button size="large" Icon={isCopied ? Check : Link2} onClick={() => void press()}>
      {isCopied ? 'Copied' : 'Copy this exact moment'}
    </Button>
  );
}

/** Answers whether the link is on the clipboard. Where that is closed, it is shown instead. */
async function copyLink(playback: Playback): Promise<boolean> {
  const link = await shareLink(playback);
  if (link === null) return false;
  try {
    await navigator.clipboard.writeText(link);
    notify({ tone: 'good', text: 'Link copied. Whoever opens it sees this very moment.' });
    return true;
  } catch {
    window.prompt('The browser does not let us copy. The link is:', link);
    return false;
  }
}
