/** What happens on the two phones, for those who hear the page: one sentence at a time. */
import { STATUS_WORDS } from '../../theme/Tick.tsx';
import type { HeroBubble } from '../hero-frame.ts';

const MARKS: Readonly<Partial<Record<HeroBubble['status'], string>>> = {
  clock: 'a clock',
  sent: 'one tick',
  delivered: 'two ticks',
  read: 'two blue ticks',
};

export function HeardEvents({
  ana,
  ben,
}: {
  readonly ana: readonly HeroBubble[];
  readonly ben: readonly HeroBubble[];
}) {
  const own = ana.at(-1);
  const theirs = ben.at(-1);
  const mark = own === undefined ? '' : (MARKS[own.status] ?? STATUS_WORDS[own.status]);
  return (
    <div className="heard" role="log" aria-label="What the phones show">
      <p>{own === undefined ? '' : `Ana’s phone shows “${own.text}” with ${mark}.`}</p>
      <p>{theirs === undefined ? '' : `Ben’s phone shows “${theirs.text}”.`}</p>
    </div>
  );
}
