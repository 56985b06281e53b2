/** A short story as a space-time picture: lanes side by side, moments downwards, its lines by number. */
import { useMemo, type CSSProperties } from 'react';
import type { ShrinkResult } from '../../explore/index.ts';
import type { TraceView } from '../../kernel/index.ts';
import { laneAt, type Paper } from '../dock/space-time/frame.ts';
import picture from '../dock/space-time/Picture.module.css';
import { pathsOf, pointAt, signPathsOf } from '../dock/space-time/shapes.ts';
import { useSize } from '../dock/use-size.ts';
import { kindColour } from '../theme/index.ts';
import { MOMENT_US, storyScene, type StoryScene } from './story-scene.ts';
import styles from './StoryDiagram.module.css';

export interface StoryDiagramProps {
  readonly result: ShrinkResult;
  readonly view: TraceView;
}

const MOMENT_PX = 17;
/** Above the first moment and below the last. */
const EDGE_PX = 12;
const BAR_PX = 9;

export function StoryDiagram({ result, view }: StoryDiagramProps) {
  const told = useMemo(() => storyScene(result, view), [result, view]);
  const [frame, size] = useSize<HTMLDivElement>();
  const width = size?.width ?? 0;
  const height = (told.moments - 1) * MOMENT_PX;
  const paper: Paper = {
    direction: 'down',
    width,
    height,
    lanes: told.lanes.list.length,
    spanUs: Math.max(1, told.moments - 1) * MOMENT_US,
  };
  const names = told.lanes.list.map(({ name }) => name).join(', ');
  return (
    <div ref={frame} className={styles.diagram}>
      {width > 0 && height > 0 && (
        <>
          <LaneNames told={told} paper={paper} />
          <svg
            className={styles.paper}
            width={width}
            height={height + 2 * EDGE_PX}
            role="img"
            aria-label={`Space-time picture of this story, between ${names}. The list tells the same.`}
          >
            <g transform={`translate(0 ${EDGE_PX})`}>
              <Drawing told={told} paper={paper} />
            </g>
          </svg>
        </>
      )}
    </div>
  );
}

interface DrawingProps {
  readonly told: StoryScene;
  readonly paper: Paper;
}

function LaneNames({ told, paper }: DrawingProps) {
  return (
    <ul className={styles.names} aria-hidden>
      {told.lanes.list.map(({ node, name }, lane) => {
        const kind = told.branch.nodes.nodes[node]?.kind;
        const colour = kind === undefined ? {} : { '--lane': kindColour(kind) };
        return (
          <li key={name} style={{ left: laneAt(paper, lane), ...colour } as CSSProperties}>
            {name}
          </li>
        );
      })}
    </ul>
  );
}

function Drawing({ told, paper }: DrawingProps) {
  const { scene, lanes, lines } = told;
  const paths = pathsOf(scene, paper);
  const signs = signPathsOf(scene, paper);
  const laneLines = lanes.list.map((_, lane) => `M${laneAt(paper, lane)} -8V${paper.height + 8}`);
  return (
    <>
      {lines.map(({ moment }, place) => (
        <g key={place} className={styles.line}>
          <path d={`M30 ${moment * MOMENT_PX}H${paper.width}`} />
          <text x={numberX(lines, place)} y={moment * MOMENT_PX + 4}>
            {place + 1}
          </text>
        </g>
      ))}
      <path className={picture.lane} d={laneLines.join('')} />
      {scene.bars.map((bar) => {
        const from = pointAt(paper, 0, bar.fromUs, bar.lane);
        const to = pointAt(paper, 0, bar.toUs, bar.lane);
        return (
          <rect
            key={bar.record}
            className={picture.bar}
            data-fault={bar.kind}
            x={from.x - BAR_PX / 2}
            y={from.y}
            width={BAR_PX}
            height={Math.max(4, to.y - from.y)}
            rx={2}
          />
        );
      })}
      <path className={picture.control} d={paths.control} />
      <path className={picture.receipt} d={paths.receipt} />
      <path className={picture.letter} d={paths.letter} />
      <path className={picture.lost} d={paths.lost} />
      <path className={picture.cross} d={paths.crosses} />
      <g className={picture.signs}>
        {Object.entries(signs).map(
          ([sign, path]) => path !== '' && <path key={sign} data-sign={sign} d={path} />,
        )}
      </g>
    </>
  );
}

/** Lines of one moment stand side by side. */
function numberX(lines: StoryScene['lines'], place: number): number {
  const { moment } = lines[place]!;
  return 4 + 13 * lines.slice(0, place).filter((line) => line.moment === moment).length;
}
