/** The policy of one kind of component: each choice with the sentence of the option in force. */
import type { ComponentKind, Knob } from '../../models/index.ts';
import { useBranch, usePlaybackHandle, useProjection } from '../playback/index.ts';
import { inWords } from '../stage/index.ts';
import { NumberBox, Select } from '../theme/index.ts';
import { knobChanges, knobsOf, knobValue } from './knobs-now.ts';
import styles from './Inspector.module.css';

export interface KnobListProps {
  readonly kind: ComponentKind;
  /** Only these may be seen; all when it is not given. */
  readonly shown: readonly string[] | undefined;
}

export function KnobList({ kind, shown }: KnobListProps) {
  const branch = useBranch()!;
  const playback = usePlaybackHandle();
  const changes = useProjection(knobChanges);
  const knobs = knobsOf(kind).filter(([key]) => shown === undefined || shown.includes(key));
  if (knobs.length === 0) {
    return <p className={styles.empty}>Nothing about its policy can be changed here.</p>;
  }
  return (
    <div className={styles.knobs}>
      {knobs.map(([key, knob]) => (
        <KnobField
          key={key}
          knob={knob}
          value={knobValue(branch, changes, key)}
          onChange={(value) => void playback.edit({ do: 'knob', key, value })}
        />
      ))}
      <p className={styles.note}>
        A change holds from the playhead on, for every node of this kind.
      </p>
    </div>
  );
}

interface KnobFieldProps {
  readonly knob: Knob;
  readonly value: string | number;
  readonly onChange: (value: string | number) => void;
}

function KnobField({ knob, value, onChange }: KnobFieldProps) {
  if (knob.kind === 'number') {
    return (
      <NumberBox
        label={knob.label}
        unit={knob.unit}
        value={Number(value)}
        min={knob.min}
        max={knob.max}
        sentence={knob.question}
        onChange={onChange}
      />
    );
  }
  return (
    <Select
      label={knob.label}
      value={String(value)}
      options={Object.keys(knob.options).map((option) => ({
        value: option,
        label: inWords(option),
      }))}
      sentence={knob.options[String(value)] ?? knob.question}
      onChange={onChange}
    />
  );
}
