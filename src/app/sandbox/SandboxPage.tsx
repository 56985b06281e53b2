/** The sandbox: every knob and fault of a small deployment, one run on the stage, all the evidence. */
import { useEffect, useRef, useState } from 'react';
import { ChevronDown, ChevronUp } from 'lucide-react';
import type { AnyDesign } from '../../models/index.ts';
import { designFor, homeScenario } from '../../scenarios/index.ts';
import { EvidenceDock } from '../dock/index.ts';
import type { RunOrder } from '../engine/index.ts';
import { Inspector } from '../inspector/index.ts';
import {
  PlaybackProvider,
  useBranch,
  useNewPlayback,
  usePlaybackHandle,
} from '../playback/index.ts';
import frame from '../scenes/SceneFrame.module.css';
import { ShareButton } from '../share/index.ts';
import { useTitle } from '../shell/index.ts';
import { Stage } from '../stage/index.ts';
import { isSameDesign } from '../sweep/index.ts';
import { Button } from '../theme/index.ts';
import { Transport } from '../transport/index.ts';
import {
  FIRST_SETTINGS,
  sandboxPlan,
  sandboxScenario,
  type SandboxSettings,
} from './sandbox-scenario.ts';
import { SandboxPanel } from './SandboxPanel.tsx';

const SEED = '1';
/** Below this height the evidence is folded at first. */
const ROOMY_PX = 880;

export default function SandboxPage() {
  useTitle('Sandbox');
  const playback = useNewPlayback();
  return (
    <PlaybackProvider playback={playback}>
      <Sandbox />
    </PlaybackProvider>
  );
}

interface Built {
  readonly settings: SandboxSettings;
  readonly design: AnyDesign;
}

const FIRST: Built = { settings: FIRST_SETTINGS, design: designFor(homeScenario) };

function orderOf({ settings, design }: Built, seed: string): RunOrder {
  const scenario = sandboxScenario(settings, design);
  return { scenario, design, seed, plan: sandboxPlan(scenario, seed, settings), edits: [] };
}

function Sandbox() {
  const playback = usePlaybackHandle();
  const [wanted, setWanted] = useState<Built>(FIRST);
  const [shown, setShown] = useState<Built>(FIRST);
  const count = useRef(1);

  useEffect(() => {
    void playback.load(orderOf(FIRST, SEED), 'Design 1');
  }, [playback]);

  /** Under another design alone, the run before stays beside it; another deployment is another run. */
  const run = () => {
    const order = orderOf(wanted, playback.branch?.input.seed ?? SEED);
    playback.pause();
    setShown(wanted);
    if (shown.settings === wanted.settings) {
      count.current++;
      void playback.compare(order, `Design ${count.current}`);
    } else {
      count.current = 1;
      void playback.load(order, 'Design 1');
    }
  };
  const isChanged =
    wanted.settings !== shown.settings || !isSameDesign(wanted.design, shown.design);
  return (
    <div className={frame.scene}>
      <SandboxPanel
        {...wanted}
        isChanged={isChanged}
        onSettings={(settings) => setWanted((before) => ({ ...before, settings }))}
        onDesign={(design) => setWanted((before) => ({ ...before, design }))}
        onRun={run}
      />
      <Workbench />
    </div>
  );
}

function Workbench() {
  const branch = useBranch();
  // On a low screen the map needs the room more.
  const [isOpen, setOpen] = useState(() => window.innerHeight >= ROOMY_PX);
  return (
    <div className={frame.work}>
      <div className={frame.stage}>
        {/* Another deployment is another map: its nodes have nothing to do with the old ones. */}
        <Stage key={branch?.nodes.nodes.length ?? 0} />
        <Inspector />
      </div>
      <Transport />
      <div className={frame.dock} data-open={isOpen || undefined}>
        <div className={frame.bar}>
          <Button
            look="quiet"
            Icon={isOpen ? ChevronDown : ChevronUp}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            Evidence
          </Button>
          <ShareButton />
        </div>
        {isOpen && <EvidenceDock />}
      </div>
    </div>
  );
}
