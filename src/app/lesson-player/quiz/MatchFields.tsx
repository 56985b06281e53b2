/** Match each left side with a right side. */
import { useMemo, useState } from 'react';
import { gradeMatch, type MatchItem } from '../../../lesson/index.ts';
import { Button, Select } from '../../theme/index.ts';
import styles from '../beats/Cards.module.css';
import { Feedback } from './Feedback.tsx';
import own from './Quiz.module.css';
import type { QuizFieldsProps } from './QuizCard.tsx';
import { shuffled } from './shuffled.ts';

export function MatchFields({ item, answer }: QuizFieldsProps<MatchItem>) {
  const rights = useMemo(
    () => shuffled([...item.pairs.map(({ right }) => right), ...item.extra], (text) => text),
    [item],
  );
  const [chosen, setChosen] = useState<readonly string[]>(() => item.pairs.map(() => ''));
  const [checked, setChecked] = useState<readonly string[] | null>(null);
  const options = [
    { value: '', label: 'Choose …' },
    ...rights.map((value) => ({ value, label: value })),
  ];
  return (
    <>
      <div className={own.match}>
        {item.pairs.map(({ left }, place) => (
          <Select
            key={left}
            label={left}
            value={chosen[place] ?? ''}
            options={options}
            onChange={(value) => {
              setChosen(chosen.map((each, at) => (at === place ? value : each)));
              setChecked(null);
            }}
          />
        ))}
      </div>
      <div className={styles.deeds}>
        <Button
          look="primary"
          disabled={chosen.includes('')}
          onClick={() => {
            setChecked(chosen);
            answer(gradeMatch(item, chosen));
          }}
        >
          Check
        </Button>
      </div>
      {checked !== null && (
        <Feedback
          credit={gradeMatch(item, checked)}
          text={`${hitsText(item, checked)} ${item.why}`}
        />
      )}
    </>
  );
}

function hitsText({ pairs }: MatchItem, chosen: readonly string[]): string {
  const hits = pairs.filter(({ right }, place) => right === chosen[place]).length;
  return hits === pairs.length ? '' : `${hits} of ${pairs.length} match.`;
}
