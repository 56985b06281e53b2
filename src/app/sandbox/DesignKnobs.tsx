/** Every knob of the components that are deployed, folded by component; what differs is counted. */
import { components, type AnyDesign, type Knob } from '../../models/index.ts';
import { referenceDesign, type Scenario } from '../../scenarios/index.ts';
import { inWords } from '../stage/index.ts';
import { KIND_FACES, NumberBox, Select } from '../theme/index.ts';
import styles from './Sandbox.module.css';

export interface DesignKnobsProps {
  readonly scenario: Scenario;
  readonly design: AnyDesign;
  readonly onDesign: (design: AnyDesign) => void;
}

export function DesignKnobs({ scenario, design, onDesign }: DesignKnobsProps) {
  const kinds = [...new Set(scenario.nodes.map(({ kind }) => kind))];
  return (
    <div className={styles.kinds}>
      {kinds.map((kind) => {
        const knobs = Object.entries(components[kind].knobs);
        const turned = knobs.filter(([key]) => design[key] !== referenceDesign[key]).length;
        if (knobs.length === 0) return null;
        return (
          <details key={kind} className={styles.kind}>
            <summary>
              {KIND_FACES[kind].label}
              <span className={styles.turned}>
                {turned === 0 ? 'as in the reference' : `${turned} turned`}
              </span>
            </summary>
            <div className={styles.knobs}>
              {knobs.map(([key, knob]) => (
                <KnobField
                  key={key}
                  knob={knob}
                  value={design[key] ?? knob.initial}
                  onChange={(value) => onDesign({ ...design, [key]: value })}
                />
              ))}
            </div>
          </details>
        );
      })}
    </div>
  );
}

interface KnobFieldProps {
  readonly knob: Knob;
  readonly value: string | number;
  readonly onChange: (value: string | number) => void;
}

/** A knob as one field: a list of options with the sentence of the chosen one, or a number. */
export function KnobField({ knob, value, onChange }: KnobFieldProps) {
  if (knob.kind === 'number') {
    const { label, unit, min, max, question } = knob;
    const range = { min, max, value: Number(value), onChange };
    return <NumberBox label={label} unit={unit} sentence={question} {...range} />;
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
