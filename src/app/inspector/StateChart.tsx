/** The state chart of one machine: states under one another, arrows down the right, up the left. */
import { useState } from 'react';
import type { AnyStateMachine } from 'xstate';
import { inWords } from '../stage/index.ts';
import { chartOf, type Arrow, type MachineChart } from './machine-chart.ts';
import styles from './StateChart.module.css';

const WIDTH = 360;
const PILL = { width: 120, height: 30, gap: 22 };
const LEFT = (WIDTH - PILL.width) / 2;
const RIGHT = LEFT + PILL.width;
/** How far an arrow swings out for each state that it passes. */
const SWING = 12;
const SWING_MAX = 58;

export interface StateChartProps {
  readonly name: string;
  readonly machine: AnyStateMachine;
  readonly current: string;
  /** The transition that brought it here, if it was this machine's. */
  readonly last: { readonly before: string; readonly after: string } | null;
}

const topOf = (row: number): number => 8 + row * (PILL.height + PILL.gap);

interface Drawn {
  readonly path: string;
  readonly labelX: number;
  readonly labelY: number;
  readonly anchor: 'start' | 'end';
}

/** Arrows leave and arrive at different heights of a state, so that they can be told apart. */
function drawArrow(chart: MachineChart, { from, to }: Arrow): Drawn | null {
  const a = chart.states.indexOf(from);
  const b = chart.states.indexOf(to);
  if (a === b || a < 0 || b < 0) return null;
  const down = b > a;
  const x = down ? RIGHT : LEFT;
  const side = down ? 1 : -1;
  const startY = topOf(a) + PILL.height * (down ? 0.7 : 0.3);
  const endY = topOf(b) + PILL.height * (down ? 0.3 : 0.7);
  const swing = x + side * Math.min(SWING_MAX, 12 + Math.abs(b - a) * SWING);
  return {
    path: `M${x},${startY} C${swing},${startY} ${swing},${endY} ${x + side * 3},${endY}`,
    labelX: (x + swing * 3) / 4 + side * 4,
    labelY: (startY + endY) / 2,
    anchor: down ? 'start' : 'end',
  };
}

export function StateChart(props: StateChartProps) {
  const { name, machine, current, last } = props;
  const chart = chartOf(machine);
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <span>{inWords(name)}</span>
        <b>{inWords(current)}</b>
      </figcaption>
      <Drawing {...props} chart={chart} />
      {last !== null && (
        <p className={styles.last}>
          Last: {inWords(last.before)} → {inWords(last.after)}
        </p>
      )}
      <TransitionList chart={chart} current={current} />
    </figure>
  );
}

function Drawing({ name, current, last, chart }: StateChartProps & { chart: MachineChart }) {
  const [pointed, setPointed] = useState<string | null>(null);
  const shown = pointed ?? current;
  const height = topOf(chart.states.length) - PILL.gap + 8;
  const marker = `arrow-${name}`;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={`${inWords(name)}: ${chart.states.length} states, now ${inWords(current)}`}
    >
      <defs>
        <marker
          id={marker}
          viewBox="0 0 8 8"
          refX="6"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto-start-reverse"
        >
          <path d="M0,0.8 7,4 0,7.2 Z" fill="context-stroke" />
        </marker>
      </defs>
      {chart.arrows.map((arrow) => (
        <ArrowLine
          key={`${arrow.from}>${arrow.to}`}
          drawn={drawArrow(chart, arrow)}
          marker={marker}
          isShown={arrow.from === shown}
          isLast={last !== null && last.before === arrow.from && last.after === arrow.to}
        />
      ))}
      {chart.arrows
        .filter(({ from }) => from === shown)
        .map((arrow) => (
          <ArrowLabel key={arrow.to} arrow={arrow} drawn={drawArrow(chart, arrow)} />
        ))}
      {chart.states.map((state, row) => (
        <StatePill
          key={state}
          state={state}
          row={row}
          isCurrent={state === current}
          isInitial={state === chart.initial}
          onPoint={setPointed}
        />
      ))}
    </svg>
  );
}

interface StatePillProps {
  readonly state: string;
  readonly row: number;
  readonly isCurrent: boolean;
  readonly isInitial: boolean;
  readonly onPoint: (state: string | null) => void;
}

function StatePill({ state, row, isCurrent, isInitial, onPoint }: StatePillProps) {
  const middle = topOf(row) + PILL.height / 2;
  return (
    <g
      className={styles.state}
      data-current={isCurrent || undefined}
      onPointerEnter={() => onPoint(state)}
      onPointerLeave={() => onPoint(null)}
    >
      <rect x={LEFT} y={topOf(row)} width={PILL.width} height={PILL.height} rx="9" />
      <text x={WIDTH / 2} y={middle + 4} textAnchor="middle">
        {inWords(state)}
      </text>
      {isInitial && <circle cx={LEFT - 9} cy={middle} r="3.5" />}
    </g>
  );
}

interface ArrowLineProps {
  readonly drawn: Drawn | null;
  readonly marker: string;
  readonly isShown: boolean;
  readonly isLast: boolean;
}

function ArrowLine({ drawn, marker, isShown, isLast }: ArrowLineProps) {
  if (drawn === null) return null;
  return (
    <g className={styles.arrow} data-shown={isShown || undefined} data-last={isLast || undefined}>
      <path d={drawn.path} markerEnd={`url(#${marker})`} />
    </g>
  );
}

/** Drawn after all arrows, so that none runs through its words. */
function ArrowLabel({ arrow, drawn }: { arrow: Arrow; drawn: Drawn | null }) {
  if (drawn === null) return null;
  return (
    <text className={styles.label} x={drawn.labelX} y={drawn.labelY + 3} textAnchor={drawn.anchor}>
      {shortLabel(arrow.labels)}
    </text>
  );
}

/** There is room for a few words beside an arrow; the list below has them all. */
const LABEL_MAX = 13;

function shortLabel(labels: readonly string[]): string {
  const first = labels[0]!.split(',')[0]!;
  const text = first.length > LABEL_MAX ? `${first.slice(0, LABEL_MAX - 1)}…` : first;
  return labels.length > 1 ? `${text} +${labels.length - 1}` : text;
}

/** The chart's twin in words. */
function TransitionList({ chart, current }: { chart: MachineChart; current: string }) {
  return (
    <details className={styles.twin}>
      <summary>All transitions in words</summary>
      <ul>
        {chart.arrows.map((arrow) => (
          <li key={`${arrow.from}>${arrow.to}`} data-current={arrow.from === current || undefined}>
            {inWords(arrow.from)} → {inWords(arrow.to)}: {arrow.labels.join('; ')}
          </li>
        ))}
      </ul>
    </details>
  );
}
