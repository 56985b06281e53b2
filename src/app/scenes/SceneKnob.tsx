/** The one knob of a scene, with the sentence of the position in force. */
import { useEffect, useState } from 'react';
import { Segmented, Slider } from '../theme/index.ts';
import type { Scene } from './scene.ts';
import styles from './SceneKnob.module.css';

export interface SceneKnobProps {
  readonly scene: Scene;
  readonly value: string;
  readonly onChoose: (value: string) => void;
  readonly isBusy: boolean;
}

/** A slider is on its way until it has rested for so long. */
const REST_MS = 350;

export function SceneKnob({ scene, value, onChoose, isBusy }: SceneKnobProps) {
  const { knob } = scene;
  return (
    <div className={styles.knob} data-busy={isBusy || undefined}>
      {knob.kind === 'choice' ? (
        <>
          <p className={styles.label}>{knob.label}</p>
          <Segmented
            label={knob.label}
            value={value}
            options={knob.choices}
            onChange={onChoose}
            wide
          />
          <p className={styles.sentence}>{knob.sentence(value)}</p>
        </>
      ) : (
        <RestingSlider scene={scene} value={value} onChoose={onChoose} />
      )}
      <p role="status" className={styles.busy}>
        {isBusy ? 'Computing the run …' : ''}
      </p>
    </div>
  );
}

function RestingSlider({ scene, value, onChoose }: Omit<SceneKnobProps, 'isBusy'>) {
  const { knob } = scene;
  const [at, setAt] = useState(Number(value));
  useEffect(() => {
    if (String(at) === value) return;
    const timer = window.setTimeout(() => onChoose(String(at)), REST_MS);
    return () => window.clearTimeout(timer);
  }, [at, value, onChoose]);
  if (knob.kind !== 'slider') return null;
  return (
    <Slider
      label={knob.label}
      min={knob.min}
      max={knob.max}
      value={at}
      onChange={setAt}
      sentence={knob.sentence(String(at))}
    />
  );
}
