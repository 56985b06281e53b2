/** The paper itself: a scene that is made now and then, shifted under a playhead every frame. */
import { memo, useMemo, useState, type MouseEvent } from 'react';
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
import styles from './Picture.module.css';

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

  const find = (event: MouseEvent<HTMLElement>): { point: Point; what?: Arrow | Sign } => {
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
      <div
        className={styles.picture}
        style={{ width: paper.width, height: paper.height }}
        role="img"
        aria-label={`Packets between ${lanes.list.length} lanes around ${tickText(Math.round(timeUs))}. The same as text: choose Text.`}
        data-direction={paper.direction}
        onMouseMove={(event) => {
          const { point, what } = find(event);
          setHover(what === undefined ? null : { point, what });
        }}
        onMouseLeave={() => setHover(null)}
        onClick={(event) => choose(find(event))}
      >
        <Layers paper={paper} scene={scene} fromUs={fromUs} nowUs={timeUs} seenUs={seenUs} />
      </div>
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
  const nowPx = (nowUs - fromUs) * pixelsPerUs(paper);
  const seenPx = Math.min(lengthOf(paper), (seenUs - fromUs) * pixelsPerUs(paper));
  const shift = { paper, scene, fromUs };
  const line = paper.direction === 'along' ? `translateX(${nowPx}px)` : `translateY(${nowPx}px)`;
  return (
    <>
      <svg className={styles.lanes} width={paper.width} height={paper.height}>
        <LaneLines paper={paper} />
      </svg>
      <Shifted {...shift} from={0} to={nowPx} />
      {seenPx > nowPx + 1 && <Shifted {...shift} from={nowPx} to={seenPx} isFaint />}
      <div className={styles.nowLine} style={{ transform: line }} />
    </>
  );
}

interface ShiftedProps {
  readonly paper: Paper;
  readonly scene: Scene;
  readonly fromUs: number;
  /** The part of the paper in which it shows. */
  readonly from: number;
  readonly to: number;
  readonly isFaint?: boolean;
}

/** A window on the scene. The scene is a layer of its own: shifting it does not draw it again. */
function Shifted({ paper, scene, fromUs, from, to, isFaint = false }: ShiftedProps) {
  const length = Math.max(0, to - from);
  const px = (scene.fromUs - fromUs) * pixelsPerUs(paper) - from;
  const scenePx = (scene.toUs - scene.fromUs) * pixelsPerUs(paper);
  const isAlong = paper.direction === 'along';
  return (
    <div
      className={isFaint ? styles.faint : styles.window}
      style={
        isAlong
          ? { left: from, width: length, height: paper.height }
          : { top: from, height: length, width: paper.width }
      }
    >
      <svg
        className={styles.scene}
        width={isAlong ? scenePx : paper.width}
        height={isAlong ? paper.height : scenePx}
        style={{ transform: isAlong ? `translateX(${px}px)` : `translateY(${px}px)` }}
      >
        <SceneDrawing scene={scene} paper={paper} />
      </svg>
    </div>
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
