/** When people write, and when the learner strikes, on one line of time. The rows tell the same. */
import { RECORD_TEXT_MAX, typedIn } from './traffic.ts';
import type { Scenario } from '../../scenarios/index.ts';
import { useSize } from '../dock/use-size.ts';
import { personName } from '../stage/index.ts';
import { holdOf, kindWords, type ScheduledFault } from './schedule.ts';
import styles from './Golf.module.css';

export interface TimelineProps {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly schedule: readonly ScheduledFault[];
}

const ROW_PX = 22;
const TRAFFIC_PX = 46;
const EDGE_PX = 14;

export function Timeline({ scenario, seed, schedule }: TimelineProps) {
  const [frame, size] = useSize<HTMLDivElement>();
  const typed = typedIn(scenario, seed);
  const { fromMs, untilMs, kinds } = scenario.faults;
  const longest = Math.max(0, ...kinds.map((kind) => holdOf(kind)?.[1] ?? 0));
  const endMs = Math.max(untilMs + longest, ...typed.map(({ atMs }) => atMs)) + 1000;
  const width = size?.width ?? 0;
  const x = (ms: number): number => EDGE_PX + (ms / endMs) * (width - 2 * EDGE_PX);
  const height = TRAFFIC_PX + Math.max(1, schedule.length) * ROW_PX + 20;
  return (
    <div ref={frame} className={styles.timeline}>
      {width > 0 && (
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={`${typed.length} messages are typed; ${schedule.length} faults are scheduled. The lists tell the same.`}
        >
          <rect
            className={styles.allowed}
            x={x(fromMs)}
            y={TRAFFIC_PX - 6}
            width={Math.max(0, x(untilMs) - x(fromMs))}
            height={height - TRAFFIC_PX - 10}
            rx={6}
          />
          {typed.map(({ id, atMs, user, text }, place) => (
            <g key={id} className={styles.typed}>
              <path d={`M${x(atMs)} ${TRAFFIC_PX - 14}V${height - 18}`} />
              <circle cx={x(atMs)} cy={TRAFFIC_PX - 18} r={5} />
              <text x={x(atMs)} y={place % 2 === 0 ? 12 : 24} textAnchor="middle">
                {personName(user)}
                <title>{text.slice(0, RECORD_TEXT_MAX)}</title>
              </text>
            </g>
          ))}
          {schedule.map((fault, row) => (
            <Strike key={fault.id} fault={fault} row={row} kinds={kinds} x={x} />
          ))}
          <text className={styles.axis} x={x(fromMs)} y={height - 3}>
            {fromMs / 1000} s
          </text>
          <text className={styles.axis} x={x(untilMs)} y={height - 3} textAnchor="end">
            {untilMs / 1000} s: no fault strikes later
          </text>
        </svg>
      )}
    </div>
  );
}

interface StrikeProps {
  readonly fault: ScheduledFault;
  readonly row: number;
  readonly kinds: Scenario['faults']['kinds'];
  readonly x: (ms: number) => number;
}

function Strike({ fault, row, kinds, x }: StrikeProps) {
  const kind = kinds[fault.kind]!;
  const hold = holdOf(kind) === undefined ? 0 : fault.holdMs;
  const y = TRAFFIC_PX + row * ROW_PX;
  return (
    <g className={styles.strike}>
      <rect
        x={x(fault.atMs)}
        y={y}
        width={Math.max(12, x(fault.atMs + hold) - x(fault.atMs))}
        height={ROW_PX - 8}
        rx={3}
      />
      <text x={x(fault.atMs) + 3} y={y + 11}>
        {row + 1}
      </text>
      <title>
        {kindWords(kind)}: {fault.target}
      </title>
    </g>
  );
}
