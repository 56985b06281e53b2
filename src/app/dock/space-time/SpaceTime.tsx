/** Space and time: one lane a node, an arrow for each packet. Down on narrow screens, else along. */
import { useMemo, useState } from 'react';
import { Download, ZoomIn, ZoomOut } from 'lucide-react';
import { usePlaybackHandle, type Branch } from '../../playback/index.ts';
import { IconButton, Segmented } from '../../theme/index.ts';
import { download, fileNameFor } from '../download.ts';
import { FilterBar } from '../FilterBar.tsx';
import type { RecordFilter } from '../record-filter.ts';
import { useSize } from '../use-size.ts';
import { startUs, tickText, type Paper } from './frame.ts';
import { lanesOf } from './lanes.ts';
import { LaneNames } from './LaneNames.tsx';
import { Picture } from './Picture.tsx';
import { SpaceTimeText } from './SpaceTimeText.tsx';
import { svgFile } from './svg-file.ts';
import styles from './SpaceTime.module.css';

/** How much simulated time the paper shows, from a close look to all of it. */
const SPANS_MS = [20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 60_000, 300_000];
const SPAN_MS = 1000;
const NARROW_PX = 560;
/** Lanes closer than this cannot be told apart: the picture then scrolls. */
const LANE_PX = 24;

export interface SpaceTimeProps {
  readonly branch: Branch;
  readonly filter: RecordFilter;
  readonly onFilter: (filter: RecordFilter) => void;
}

export function SpaceTime({ branch, filter, onFilter }: SpaceTimeProps) {
  const [spanMs, setSpanMs] = useState(SPAN_MS);
  const [form, setForm] = useState<'picture' | 'text'>('picture');
  const [frame, size] = useSize<HTMLDivElement>();
  const { view, state } = branch;
  // A crowd's lanes are chosen once the run is there: they are not to move under the reader.
  const lanes = useMemo(() => lanesOf(branch), [view, state]); // oxlint-disable-line react-hooks/exhaustive-deps -- see above
  const direction = (size?.width ?? Infinity) < NARROW_PX ? 'down' : 'along';
  const paper = useMemo((): Paper | null => {
    if (size === null) return null;
    const breadth = lanes.list.length * LANE_PX;
    const { width, height } = size;
    return direction === 'along'
      ? {
          direction,
          width,
          height: Math.max(height, breadth),
          lanes: lanes.list.length,
          spanUs: spanMs * 1000,
        }
      : {
          direction,
          width: Math.max(width, breadth * 2.4),
          height,
          lanes: lanes.list.length,
          spanUs: spanMs * 1000,
        };
  }, [size, lanes, direction, spanMs]);
  const given = { branch, filter, lanes };

  return (
    <div className={styles.spaceTime}>
      <div className={styles.tools}>
        <FilterBar branch={branch} filter={filter} onChange={onFilter} />
        <div className={styles.right}>
          <Zoom spanMs={spanMs} onChange={setSpanMs} />
          <Segmented
            label="Form"
            value={form}
            options={[
              { value: 'picture', label: 'Picture' },
              { value: 'text', label: 'Text' },
            ]}
            onChange={setForm}
          />
          <ExportButton {...given} paper={paper} />
        </div>
      </div>
      {form === 'text' ? (
        <SpaceTimeText {...given} spanUs={spanMs * 1000} />
      ) : (
        <div className={styles.figure} data-direction={direction}>
          <LaneNames branch={branch} lanes={lanes} paper={paper} />
          <div ref={frame} className={styles.paper}>
            {paper !== null && <Picture {...given} paper={paper} />}
          </div>
        </div>
      )}
    </div>
  );
}

function Zoom({ spanMs, onChange }: { spanMs: number; onChange: (spanMs: number) => void }) {
  const closer = SPANS_MS.findLast((each) => each < spanMs);
  const wider = SPANS_MS.find((each) => each > spanMs);
  return (
    <div className={styles.zoom}>
      <IconButton
        label="Closer"
        Icon={ZoomIn}
        disabled={closer === undefined}
        onClick={() => onChange(closer ?? spanMs)}
      />
      <span className={styles.span} title="Simulated time from edge to edge">
        {tickText(spanMs * 1000)}
      </span>
      <IconButton
        label="Wider"
        Icon={ZoomOut}
        disabled={wider === undefined}
        onClick={() => onChange(wider ?? spanMs)}
      />
    </div>
  );
}

type ExportProps = Omit<Parameters<typeof svgFile>[0], 'fromUs' | 'paper'> & {
  readonly paper: Paper | null;
};

function ExportButton({ paper, ...given }: ExportProps) {
  const playback = usePlaybackHandle();
  return (
    <IconButton
      label="Save this picture as SVG"
      Icon={Download}
      disabled={paper === null}
      onClick={() => {
        if (paper === null) return;
        const { branch } = given;
        const { timeUs } = playback.store.getState().playhead;
        const fromUs = startUs(paper, timeUs, branch.endUs);
        const { scenario, seed } = branch.input;
        const name = fileNameFor(scenario.id, seed, 'svg');
        download(name, [svgFile({ ...given, paper, fromUs })], 'image/svg+xml');
      }}
    />
  );
}
