/** Runs the storm of the sheet in a worker: as many phones as the browser can hold, scaled where not. */
import { useMemo, useState } from 'react';
import { Play, Square } from 'lucide-react';
import { digitsInGroups } from '../../kernel/index.ts';
import { scaledStorm, USUAL_NETWORK, type CapacityAssumptions } from '../../scenarios/index.ts';
import { useSearch } from '../engine/use-search.ts';
import { Button, Segmented, Select } from '../theme/index.ts';
import { StormChart } from './StormChart.tsx';
import { StormFigures } from './StormFigures.tsx';
import styles from './Scale.module.css';

const SIZES = ['20000', '200000', '1000000'] as const;

const BACKOFFS = [
  { value: 'none', label: 'None' },
  { value: 'exponential', label: 'Exponential, no jitter' },
  { value: 'equal', label: 'Exponential, equal jitter' },
  { value: 'full', label: 'Exponential, full jitter' },
  { value: 'decorrelated', label: 'Decorrelated jitter' },
] as const;

/** Without a wait a phone asks about ten times a second: more of them would never end. */
const PHONES_WITHOUT_WAIT = 20_000;
const AFTER_MS = 240_000;

export function StormRun({ assumed }: { readonly assumed: CapacityAssumptions }) {
  const [size, setSize] = useState<(typeof SIZES)[number]>('200000');
  const [backoff, setBackoff] = useState('full');
  const { search, start, clear } = useSearch('storm');
  const most = backoff === 'none' ? Math.min(Number(size), PHONES_WITHOUT_WAIT) : Number(size);
  const scaled = useMemo(() => scaledStorm(assumed, most), [assumed, most]);
  const storm = useMemo(
    () => ({ ...scaled.storm, afterMs: AFTER_MS, mobile: USUAL_NETWORK.mobile }),
    [scaled],
  );
  const isWorking = search.state === 'working';
  const series =
    search.state === 'done'
      ? search.result.series
      : isWorking
        ? search.progress?.series
        : undefined;

  return (
    <section className={styles.storm} aria-labelledby="storm-title">
      <h2 id="storm-title">Everybody comes back at once</h2>
      <p className={styles.text}>
        The servers are away for twenty seconds. Every phone runs the same state machine as a phone
        on the stage; the balancer lets in what the sheet says. {digitsInGroups(storm.phones)}{' '}
        phones, {digitsInGroups(storm.loginsPerSecond)} logins a second, <b>{scaled.label}</b>.
      </p>
      <div className={styles.controls}>
        <Segmented
          label="Phones at most"
          value={size}
          options={SIZES.map((value) => ({ value, label: digitsInGroups(Number(value)) }))}
          onChange={setSize}
        />
        <Select label="Backoff" value={backoff} options={[...BACKOFFS]} onChange={setBackoff} />
        <RunButton
          isWorking={isWorking}
          onRun={() => start({ storm, backoff, seed: 'storm' })}
          onStop={clear}
        />
      </div>
      {isWorking && <Progress share={search.progress?.share ?? 0} />}
      {search.state === 'failed' && <p role="alert">{search.sentence}</p>}
      {series !== undefined && (
        <StormChart
          series={series}
          capacity={storm.loginsPerSecond}
          endS={Math.max(series.seconds, 60)}
        />
      )}
      <div role="status">
        {search.state === 'done' && <StormFigures result={search.result.result} scaled={scaled} />}
      </div>
    </section>
  );
}

const Progress = ({ share }: { readonly share: number }) => (
  <progress className={styles.progress} aria-label="Simulated so far" value={share} max={1} />
);

interface RunButtonProps {
  readonly isWorking: boolean;
  readonly onRun: () => void;
  readonly onStop: () => void;
}

function RunButton({ isWorking, onRun, onStop }: RunButtonProps) {
  if (isWorking) {
    return (
      <Button Icon={Square} onClick={onStop}>
        Stop
      </Button>
    );
  }
  return (
    <Button look="primary" Icon={Play} onClick={onRun}>
      Run the storm
    </Button>
  );
}
