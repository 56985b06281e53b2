/** What one can choose in the sandbox: the deployment, the traffic, the faults, and the design. */
import { useState } from 'react';
import { ChevronDown, ChevronUp, Play } from 'lucide-react';
import type { AnyDesign } from '../../models/index.ts';
import { designFor, homeScenario, referenceDesign } from '../../scenarios/index.ts';
import { missingNodes } from '../../lesson/index.ts';
import { useWide } from '../lesson-player/use-wide.ts';
import { isSameDesign } from '../sweep/index.ts';
import { Button, Select, Slider, Switch } from '../theme/index.ts';
import { DesignKnobs } from './DesignKnobs.tsx';
import {
  DEPLOYMENTS,
  FAULT_CHOICES,
  sandboxScenario,
  type DeploymentName,
  type SandboxSettings,
} from './sandbox-scenario.ts';
import styles from './Sandbox.module.css';

export interface SandboxPanelProps {
  readonly settings: SandboxSettings;
  readonly design: AnyDesign;
  /** Something is chosen that the run on the stage does not have. */
  readonly isChanged: boolean;
  readonly onSettings: (settings: SandboxSettings) => void;
  readonly onDesign: (design: AnyDesign) => void;
  readonly onRun: () => void;
}

export function SandboxPanel(props: SandboxPanelProps) {
  const { settings, design, isChanged, onSettings, onDesign, onRun } = props;
  const scenario = sandboxScenario(settings, design);
  const isWide = useWide();
  // On a phone the run comes first.
  const [isOpen, setOpen] = useState(false);
  const missing = missingNodes(scenario, design);
  const deployment = DEPLOYMENTS.find(({ value }) => value === settings.deployment);
  return (
    <section className={styles.panel} aria-label="What to build">
      <Head isWide={isWide} isOpen={isOpen} onOpen={setOpen} />
      <div className={styles.scroll} hidden={!isWide && !isOpen}>
        <Select
          label="Deployment"
          value={settings.deployment}
          options={DEPLOYMENTS}
          sentence={deployment?.sentence ?? ''}
          onChange={(value) => onSettings({ ...settings, deployment: value as DeploymentName })}
        />
        <Traffic settings={settings} onSettings={onSettings} />
        <h2 className={styles.heading}>Design</h2>
        <div className={styles.presets}>
          <Button
            disabled={isSameDesign(design, referenceDesign)}
            onClick={() => onDesign(referenceDesign)}
          >
            The reference
          </Button>
          <Button onClick={() => onDesign(designFor(homeScenario))}>The start page’s</Button>
        </div>
        <DesignKnobs scenario={scenario} design={design} onDesign={onDesign} />
      </div>
      <div className={styles.run} hidden={!isWide && !isOpen}>
        {missing !== '' && (
          <p role="alert" className={styles.missing}>
            {missing.replace(/^this design/, 'This design').replace('sandbox', 'this deployment')}.
          </p>
        )}
        <Button
          look={isChanged ? 'primary' : 'plain'}
          size="large"
          Icon={Play}
          disabled={missing !== ''}
          onClick={onRun}
        >
          {isChanged ? 'Run it' : 'Run it again'}
        </Button>
      </div>
    </section>
  );
}

interface HeadProps {
  readonly isWide: boolean;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

function Head({ isWide, isOpen, onOpen }: HeadProps) {
  return (
    <header className={styles.head}>
      <h1 className={styles.title}>Sandbox</h1>
      {!isWide && (
        <Button
          look="quiet"
          Icon={isOpen ? ChevronUp : ChevronDown}
          aria-expanded={isOpen}
          onClick={() => onOpen(!isOpen)}
        >
          What to build
        </Button>
      )}
    </header>
  );
}

type TrafficProps = Pick<SandboxPanelProps, 'settings' | 'onSettings'>;

function Traffic({ settings, onSettings }: TrafficProps) {
  const { messages, faults, faultsMost, isDrawn } = settings;
  return (
    <>
      <Switch
        label="People write and faults strike by themselves"
        checked={isDrawn}
        onChange={(on) => onSettings({ ...settings, isDrawn: on })}
      />
      <Slider
        label="Messages in a run"
        min={1}
        max={30}
        value={messages}
        onChange={(value) => onSettings({ ...settings, messages: value })}
      />
      <fieldset className={styles.faults}>
        <legend>What may go wrong</legend>
        {FAULT_CHOICES.map(({ id, label }) => (
          <label key={id} className={styles.fault}>
            <input
              type="checkbox"
              checked={faults.includes(id)}
              onChange={({ target }) =>
                onSettings({
                  ...settings,
                  faults: target.checked ? [...faults, id] : faults.filter((each) => each !== id),
                })
              }
            />
            {label}
          </label>
        ))}
      </fieldset>
      <Slider
        label="Faults in a run, at most"
        min={0}
        max={8}
        value={faultsMost}
        onChange={(value) => onSettings({ ...settings, faultsMost: value })}
      />
    </>
  );
}
