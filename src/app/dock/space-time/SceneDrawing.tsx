/** A scene as a handful of SVG paths: drawn when it is made, not when it is shifted. */
import { memo, useMemo } from 'react';
import { pixelsPerUs, ticksIn, tickText, type Paper } from './frame.ts';
import type { Bar, Scene, Sign } from './scene.ts';
import { pathsOf, pointAt, TICK_PATHS } from './shapes.ts';
import styles from './SpaceTime.module.css';

export interface SceneDrawingProps {
  readonly scene: Scene;
  readonly paper: Paper;
}

export const SceneDrawing = memo(function SceneDrawing({ scene, paper }: SceneDrawingProps) {
  const paths = useMemo(() => pathsOf(scene, paper), [scene, paper]);
  return (
    <>
      <Axis scene={scene} paper={paper} />
      {scene.bars.map((bar) => (
        <FaultBar key={bar.record} bar={bar} scene={scene} paper={paper} />
      ))}
      <path className={styles.control} d={paths.control} />
      <path className={styles.receipt} d={paths.receipt} />
      <path className={styles.letter} d={paths.letter} />
      <path className={styles.lost} d={paths.lost} />
      <path className={styles.cross} d={paths.crosses} />
      {scene.signs.map((sign) => (
        <SignMark key={sign.record} sign={sign} scene={scene} paper={paper} />
      ))}
    </>
  );
});

function Axis({ scene, paper }: SceneDrawingProps) {
  const ticks = ticksIn(scene.fromUs, scene.toUs, 1 / pixelsPerUs(paper));
  const isAlong = paper.direction === 'along';
  return (
    <g className={styles.axis}>
      {ticks.map((timeUs) => {
        const px = (timeUs - scene.fromUs) * pixelsPerUs(paper);
        return (
          <g key={timeUs}>
            <path d={isAlong ? `M${px} 0V${paper.height}` : `M0 ${px}H${paper.width}`} />
            <text x={isAlong ? px + 4 : 2} y={isAlong ? 12 : px - 4}>
              {tickText(timeUs)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

const BAR_PX = 9;

function FaultBar({ bar, scene, paper }: SceneDrawingProps & { bar: Bar }) {
  const from = pointAt(paper, scene.fromUs, Math.max(bar.fromUs, scene.fromUs), bar.lane);
  const to = pointAt(paper, scene.fromUs, Math.min(bar.toUs, scene.toUs), bar.lane);
  const half = BAR_PX / 2;
  const box =
    paper.direction === 'along'
      ? { x: from.x, y: from.y - half, width: Math.max(2, to.x - from.x), height: BAR_PX }
      : { x: from.x - half, y: from.y, width: BAR_PX, height: Math.max(2, to.y - from.y) };
  return <rect className={styles.bar} data-fault={bar.kind} rx={2} {...box} />;
}

function SignMark({ sign, scene, paper }: SceneDrawingProps & { sign: Sign }) {
  const { x, y } = pointAt(paper, scene.fromUs, sign.timeUs, sign.lane);
  const tick = TICK_PATHS[sign.sign];
  const isAlong = paper.direction === 'along';
  return (
    <g transform={`translate(${x} ${y})`} className={styles.sign} data-sign={sign.sign}>
      {tick === undefined ? (
        <SignShape sign={sign.sign} />
      ) : (
        <g transform={isAlong ? 'translate(0 -11)' : 'translate(12 0)'}>
          <path d={tick} />
        </g>
      )}
      {sign.text !== '' && (
        <text x={7} y={isAlong ? -7 : 4}>
          {sign.text.length > 24 ? `${sign.text.slice(0, 23)}…` : sign.text}
        </text>
      )}
    </g>
  );
}

/** Typed: a ring. Shown: a dot. Refused: a bar across. A second copy: two rings. */
function SignShape({ sign }: { sign: Sign['sign'] }) {
  if (sign === 'typed') return <circle r={4} />;
  if (sign === 'shown') return <circle r={4} className={styles.full} />;
  if (sign === 'refused') return <path d="M-4 -4L4 4M0 -6A6 6 0 1 1 -0.1 -6" />;
  return <path d="M-2 -4A4 4 0 1 0 -1.9 -4M3 -4A4 4 0 1 0 3.1 -4" />;
}
