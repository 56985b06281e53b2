/** One fault of a schedule: what, whom, when, how long. Only what the envelope allows can be set. */
import { Trash2 } from 'lucide-react';
import type { Scenario } from '../../scenarios/index.ts';
import { inWords } from '../stage/index.ts';
import { IconButton, NumberBox, Select, Slider } from '../theme/index.ts';
import { holdOf, kindWords, newFault, sizeOf, targetsOf, type ScheduledFault } from './schedule.ts';
import styles from './Golf.module.css';

export interface FaultRowProps {
  readonly scenario: Scenario;
  readonly fault: ScheduledFault;
  /** From 1. */
  readonly nth: number;
  readonly onChange: (fault: ScheduledFault) => void;
  readonly onRemove: () => void;
}

/** Times are set in steps of so much: finer by typing is not needed. */
const STEP_MS = 50;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

export function FaultRow({ scenario, fault, nth, onChange, onRemove }: FaultRowProps) {
  const { kinds } = scenario.faults;
  const kind = kinds[fault.kind]!;
  return (
    <fieldset className={styles.fault}>
      <legend className="heard">Fault {nth}</legend>
      <div className={styles.faultHead}>
        <span className={styles.nth} aria-hidden>
          {nth}
        </span>
        <Select
          label="What"
          hideLabel
          value={String(fault.kind)}
          options={kinds.map((each, place) => ({ value: String(place), label: kindWords(each) }))}
          onChange={(value) =>
            onChange({ ...newFault(scenario, fault.id, Number(value)), atMs: fault.atMs })
          }
        />
        <Select
          label="Whom"
          hideLabel
          value={fault.target}
          options={targetsOf(kind).map((target) => ({ value: target, label: inWords(target) }))}
          onChange={(target) => onChange({ ...fault, target })}
        />
        <IconButton label={`Remove fault ${nth}`} Icon={Trash2} onClick={onRemove} />
      </div>
      <Extent scenario={scenario} fault={fault} onChange={onChange} />
    </fieldset>
  );
}

/** When, how long, and how much. */
function Extent({
  scenario: { faults },
  fault,
  onChange,
}: Pick<FaultRowProps, 'scenario' | 'fault' | 'onChange'>) {
  const kind = faults.kinds[fault.kind]!;
  const hold = holdOf(kind);
  const size = sizeOf(kind);
  return (
    <>
      <Slider
        label="At"
        min={faults.fromMs}
        max={faults.untilMs}
        step={STEP_MS}
        value={fault.atMs}
        format={seconds}
        onChange={(atMs) => onChange({ ...fault, atMs })}
      />
      {hold !== undefined && (
        <Slider
          label="For"
          min={hold[0]}
          max={hold[1]}
          step={STEP_MS}
          value={fault.holdMs}
          format={seconds}
          onChange={(holdMs) => onChange({ ...fault, holdMs })}
        />
      )}
      {size !== undefined && (
        <NumberBox
          label={size.label}
          unit={size.unit}
          min={size.range[0]}
          max={size.range[1]}
          value={fault.size}
          onChange={(value) => onChange({ ...fault, size: Math.round(value) })}
        />
      )}
    </>
  );
}
