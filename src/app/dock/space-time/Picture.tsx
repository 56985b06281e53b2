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

export function Picture({ branch, filter, lanes, paper }: PictureProps) {
  const playback = usePlaybackHandle();
  const id = useId();
  const timeUs = usePlayback((state) => state.playhead.timeUs);
  const seen = useSeen();
  const [hover, setHover] = useState<Hover | null>(null);
  const fromUs = startUs(paper, timeUs, branch.endUs);
  const page = pageOf(fromUs, paper.spanUs);
  const marks = marksOf(branch);
  const { view } = branch;
  const scene = useMemo(
    () => sceneOf(branch, { lanes, filter, faults: marks.faults, ...page }),
    // The branch itself changes with its name; what is drawn follows from these.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
    [view, view.length, lanes, filter, marks.faults, page.fromUs, page.toUs],
  );
  const seenUs = seen === 0 ? 0 : (view.columns.timeUs[seen - 1] ?? 0);
  const perUs = pixelsPerUs(paper);
  const place = { fromUs, nowPx: (timeUs - fromUs) * perUs, seenPx: (seenUs - fromUs) * perUs };

  const find = (event: MouseEvent<SVGSVGElement>): { point: Point; what?: Arrow | Sign } => {
    const box = event.currentTarget.getBoundingClientRect();
    const point = { x: event.clientX - box.left, y: event.clientY - box.top };
    const shiftPx = (fromUs - scene.fromUs) * perUs;
    const inScene =
      paper.direction === 'along'
        ? { x: point.x + shiftPx, y: point.y }
        : { x: point.x, y: point.y + shiftPx };
    const what = nearest(scene, paper, inScene, REACH_PX);
    const record = what === undefined ? -1 : recordOf(what);
    return what === undefined || record >= seen ? { point } : { point, what };
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
        onClick={(event) => {
          const { point, what } = find(event);
          playback.pause();
          if (what === undefined) {
            const px = paper.direction === 'along' ? point.x : point.y;
            playback.seekTime(fromUs + px / perUs);
            return;
          }
          playback.seekRecord(recordOf(what) + 1);
          playback.select({ kind: 'record', record: recordOf(what) });
        }}
      >
        <LaneLines paper={paper} />
        <Clips id={id} paper={paper} {...place} />
        <Shifted paper={paper} originUs={scene.fromUs} fromUs={fromUs} clip={`url(#${id}-past)`}>
          <SceneDrawing scene={scene} paper={paper} />
        </Shifted>
        {place.seenPx > place.nowPx + 1 && (
          <Shifted
            paper={paper}
            originUs={scene.fromUs}
            fromUs={fromUs}
            clip={`url(#${id}-seen)`}
            isFaint
          >
            <SceneDrawing scene={scene} paper={paper} />
          </Shifted>
        )}
        <NowLine paper={paper} nowPx={place.nowPx} />
      </svg>
      {scene.hidden > 0 && <TooMany scene={scene} />}
      {hover !== null && (
        <p
          className={styles.hover}
          style={{ left: hover.point.x, top: hover.point.y }}
          data-side={hover.point.x > paper.width / 2 ? 'left' : 'right'}
        >
          {sentenceAt(branch, recordOf(hover.what))}
        </p>
      )}
    </>
  );
}

const recordOf = (what: Arrow | Sign): number =>
  'sent' in what ? (what.loss !== null ? what.ended : what.sent) : what.record;

function TooMany({ scene }: { scene: Scene }) {
  return (
    <p className={styles.tooMany}>
      {scene.hidden} more packets around here: look closer, or choose one node.
    </p>
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

/** What has happened, and what was seen before but lies ahead. The rest is nobody's business yet. */
function Clips(props: { id: string; paper: Paper; nowPx: number; seenPx: number }) {
  const { id, paper, nowPx, seenPx } = props;
  const rect = (from: number, to: number) =>
    paper.direction === 'along'
      ? { x: from, y: 0, width: Math.max(0, to - from), height: paper.height }
      : { x: 0, y: from, width: paper.width, height: Math.max(0, to - from) };
  return (
    <defs>
      <clipPath id={`${id}-past`}>
        <rect {...rect(-10, nowPx)} />
      </clipPath>
      <clipPath id={`${id}-seen`}>
        <rect {...rect(nowPx, Math.min(lengthOf(paper), seenPx))} />
      </clipPath>
    </defs>
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
