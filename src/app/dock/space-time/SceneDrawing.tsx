/** A scene as a handful of SVG paths: drawn when it is made, not when it is shifted. */
import { memo, useMemo } from 'react';
import { pixelsPerUs, ticksIn, tickText, type Paper } from './frame.ts';
import type { Bar, Scene } from './scene.ts';
import { pathsOf, pointAt, signPathsOf } from './shapes.ts';
import styles from './Picture.module.css';

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
      <Signs scene={scene} paper={paper} />
    </>
  );
});

/** More texts than this would lie on each other. */
const TEXTS_MAX = 40;
const TEXT_LENGTH_MAX = 24;
const SIGNS = ['typed', 'shown', 'duplicate', 'refused', 'sent', 'delivered', 'read', 'failed'];

function Signs({ scene, paper }: SceneDrawingProps) {
  const paths = signPathsOf(scene, paper);
  const typed = scene.signs.filter(({ text }) => text !== '');
  const isAlong = paper.direction === 'along';
  return (
    <g className={styles.signs}>
      {SIGNS.map((sign) => {
        const path = paths[sign as keyof typeof paths];
        return path === '' ? null : <path key={sign} data-sign={sign} d={path} />;
      })}
      {typed.length <= TEXTS_MAX &&
        typed.map((sign) => {
          const { x, y } = pointAt(paper, scene.fromUs, sign.timeUs, sign.lane);
          return (
            <text key={sign.record} x={x + 7} y={isAlong ? y - 7 : y + 4}>
              {sign.text.length > TEXT_LENGTH_MAX
                ? `${sign.text.slice(0, TEXT_LENGTH_MAX - 1)}…`
                : sign.text}
            </text>
          );
        })}
    </g>
  );
}

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
