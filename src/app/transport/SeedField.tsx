/** The seed of the run: chance in one word. Another word is another run. */
import { useState } from 'react';
import { Dices } from 'lucide-react';
import { useBranch, usePlaybackHandle } from '../playback/index.ts';
import { IconButton } from '../theme/index.ts';
import styles from './Transport.module.css';

const SEED_LENGTH_MAX = 64;

export function SeedField() {
  const playback = usePlaybackHandle();
  const seed = useBranch()?.input.seed ?? '';
  const [draft, setDraft] = useState<string | null>(null);

  const commit = () => {
    const wanted = draft?.trim() ?? '';
    setDraft(null);
    if (wanted !== '' && wanted !== seed) void playback.restart(wanted);
  };

  return (
    <div className={styles.field}>
      <label className={styles.seed} title="The same seed gives the same run, everywhere">
        <span className={styles.seedLabel}>Seed</span>
        <input
          className={styles.input}
          value={draft ?? seed}
          maxLength={SEED_LENGTH_MAX}
          spellCheck={false}
          autoComplete="off"
          size={10}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
            if (event.key === 'Escape') setDraft(null);
          }}
        />
      </label>
      <IconButton
        label="Another seed"
        Icon={Dices}
        onClick={() => void playback.restart(newSeed())}
      />
    </div>
  );
}

/** Two short syllables and a number: easy to read out and to type. */
function newSeed(): string {
  const pick = (letters: string) => letters[Math.floor(Math.random() * letters.length)]!;
  const syllable = () => pick('bdfgklmnprstv') + pick('aeiou');
  return `${syllable()}${syllable()}-${Math.floor(Math.random() * 900) + 100}`;
}
