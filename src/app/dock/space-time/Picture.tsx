/** The paper itself: a scene that is made now and then, shifted under a playhead every frame. */
import { memo, useId, useMemo, useState, type MouseEvent } from 'react';
import { usePlayback, usePlaybackHandle, type Branch } from '../../playback/index.ts';
import { marksOf } from '../../transport/use-marks.ts';
import type { RecordFilter } from '../record-filter.ts';
import { sentenceAt } from '../record-words.ts';
import { useSeen } from '../use-seen.ts';
import { laneAt, lengthOf, pageOf, pixelsPerUs, startUs, tickText, type Paper } from './frame.ts';
import type { Lanes } from './lanes.ts';
import { sceneOf, type Arrow, type Scene, type Sign } from './scene.ts';
import { SceneDrawing } from './SceneDrawing.tsx';
import { nearest, type Point } from './shapes.ts';
import styles from './SpaceTime.module.css';

const REACH_PX = 9;

export interface PictureProps {
  readonly branch: Branch;
  readonly filter: RecordFilter;
  readonly lanes: Lanes;
  readonly paper: Paper;
}

interface Hover {
  readonly point: Point;
  readonly what: Arrow | Sign;
}

export function Picture(props: PictureProps) {
  const { branch, lanes, paper } = props;
  const playback = usePlaybackHandle();
  const timeUs = usePlayback((state) => state.playhead.timeUs);
  const seen = useSeen();
  const [hover, setHover] = useState<Hover | null>(null);
  const fromUs = startUs(paper, timeUs, branch.endUs);
  const scene = useScene(props, fromUs);
  const seenUs = seen === 0 ? 0 : (branch.view.columns.timeUs[seen - 1] ?? 0);

  const find = (event: MouseEvent<SVGSVGElement>): { point: Point; what?: Arrow | Sign } => {
    const box = event.currentTarget.getBoundingClientRect();
    const point = { x: event.clientX - box.left, y: event.clientY - box.top };
    const shiftPx = (fromUs - scene.fromUs) * pixelsPerUs(paper);
    const inScene =
      paper.direction === 'along'
        ? { x: point.x + shiftPx, y: point.y }
        : { x: point.x, y: point.y + shiftPx };
    const what = nearest(scene, paper, inScene, REACH_PX);
    return what === undefined || recordOf(what) >= seen ? { point } : { point, what };
  };
  const choose = ({ point, what }: ReturnType<typeof find>) => {
    playback.pause();
    if (what !== undefined) {
      playback.seekRecord(recordOf(what) + 1);
      playback.select({ kind: 'record', record: recordOf(what) });
      return;
    }
    const px = paper.direction === 'along' ? point.x : point.y;
    playback.seekTime(fromUs + px / pixelsPerUs(paper));
  };

  return (
    <>
      {/* The same can be done in the story and the table, by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- see above */}
      <svg
        className={styles.svg}
        width={paper.width}
        height={paper.height}
        role="img"
        aria-label={`Packets between ${lanes.list.length} lanes around ${tickText(Math.round(timeUs))}. The same as text: choose Text.`}
        onMouseMove={(event) => {
          const { point, what } = find(event);
          setHover(what === undefined ? null : { point, what });
        }}
        onMouseLeave={() => setHover(null)}
        onClick={(event) => choose(find(event))}
      >
        <Layers paper={paper} scene={scene} fromUs={fromUs} nowUs={timeUs} seenUs={seenUs} />
      </svg>
      <TooMany scene={scene} fromUs={fromUs} toUs={timeUs} />
      {hover !== null && <HoverNote hover={hover} branch={branch} paper={paper} />}
    </>
  );
}

function HoverNote({ hover, branch, paper }: { hover: Hover; branch: Branch; paper: Paper }) {
  const { x, y } = hover.point;
  return (
    <p
      className={styles.hover}
      style={{ left: x, top: y }}
      data-side={x > paper.width / 2 ? 'left' : 'right'}
    >
      {sentenceAt(branch, recordOf(hover.what))}
    </p>
  );
}

/** The scene of the page that the paper lies on; the same one until the page is turned. */
function useScene({ branch, lanes, filter, paper }: PictureProps, fromUs: number): Scene {
  const page = pageOf(fromUs, paper.spanUs);
  const { faults } = marksOf(branch);
  const { view } = branch;
  return useMemo(
    () => sceneOf(branch, { lanes, filter, faults, ...page }),
    // The branch itself changes with its name; what is drawn follows from these.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
    [view, view.length, lanes, filter, faults, page.fromUs, page.toUs],
  );
}

interface LayersProps {
  readonly paper: Paper;
  readonly scene: Scene;
  readonly fromUs: number;
  readonly nowUs: number;
  readonly seenUs: number;
}

/** What has happened, and faint what was seen before but lies ahead. The rest is nobody's business. */
function Layers({ paper, scene, fromUs, nowUs, seenUs }: LayersProps) {
  const id = useId();
  const nowPx = (nowUs - fromUs) * pixelsPerUs(paper);
  const seenPx = Math.min(lengthOf(paper), (seenUs - fromUs) * pixelsPerUs(paper));
  const shift = { paper, originUs: scene.fromUs, fromUs };
  return (
    <>
      <LaneLines paper={paper} />
      <defs>
        <Clip id={`${id}-past`} paper={paper} from={-10} to={nowPx} />
        <Clip id={`${id}-seen`} paper={paper} from={nowPx} to={seenPx} />
      </defs>
      <Shifted {...shift} clip={`url(#${id}-past)`}>
        <SceneDrawing scene={scene} paper={paper} />
      </Shifted>
      {seenPx > nowPx + 1 && (
        <Shifted {...shift} clip={`url(#${id}-seen)`} isFaint>
          <SceneDrawing scene={scene} paper={paper} />
        </Shifted>
      )}
      <NowLine paper={paper} nowPx={nowPx} />
    </>
  );
}

const recordOf = (what: Arrow | Sign): number =>
  'sent' in what ? (what.loss !== null ? what.ended : what.sent) : what.record;

function TooMany({ scene, fromUs, toUs }: { scene: Scene; fromUs: number; toUs: number }) {
  const { length } = scene.hiddenUs.filter((timeUs) => timeUs >= fromUs && timeUs <= toUs);
  if (length === 0) return null;
  return (
    <p className={styles.tooMany}>{length} more packets here: look closer, or choose one node.</p>
  );
}

const LaneLines = memo(function LaneLines({ paper }: { paper: Paper }) {
  const { direction, width, height, lanes } = paper;
  let path = '';
  for (let lane = 0; lane < lanes; lane++) {
    const at = laneAt(paper, lane);
    path += direction === 'along' ? `M0 ${at}H${width}` : `M${at} 0V${height}`;
  }
  return <path className={styles.lane} d={path} />;
});

function Clip(props: { id: string; paper: Paper; from: number; to: number }) {
  const { id, paper, from, to } = props;
  const length = Math.max(0, to - from);
  return (
    <clipPath id={id}>
      {paper.direction === 'along' ? (
        <rect x={from} y={0} width={length} height={paper.height} />
      ) : (
        <rect x={0} y={from} width={paper.width} height={length} />
      )}
    </clipPath>
  );
}

function Shifted(props: {
  paper: Paper;
  originUs: number;
  fromUs: number;
  clip: string;
  isFaint?: boolean;
  children: React.ReactNode;
}) {
  const { paper, originUs, fromUs, clip, isFaint = false, children } = props;
  const px = (originUs - fromUs) * pixelsPerUs(paper);
  const shift = paper.direction === 'along' ? `translate(${px} 0)` : `translate(0 ${px})`;
  return (
    <g clipPath={clip} className={isFaint ? styles.faint : undefined}>
      <g transform={shift}>{children}</g>
    </g>
  );
}

function NowLine({ paper, nowPx }: { paper: Paper; nowPx: number }) {
  const path =
    paper.direction === 'along' ? `M${nowPx} 0V${paper.height}` : `M0 ${nowPx}H${paper.width}`;
  return <path className={styles.nowLine} d={path} />;
}
