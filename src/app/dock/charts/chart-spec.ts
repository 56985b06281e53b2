/** Which charts a run has: its series under a title each, with the limits that they run into. */
import { digitsInGroups } from '../../../kernel/index.ts';
import type { Series } from '../../../measures/index.ts';
import { nodeTitle } from '../../stage/words.ts';
import type { Branch } from '../../playback/index.ts';
import { latencyBands, thinned } from './run-series.ts';
import type { RunSeries } from './use-run-series.ts';

export interface ChartLine {
  readonly name: string;
  readonly series: Series;
  /** A level keeps its value; a rate is zero where there is no point; a curve is joined. */
  readonly form: 'level' | 'rate' | 'curve';
}

export interface ChartSpec {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly lines: readonly ChartLine[];
  readonly capacity: { readonly name: string; readonly value: number } | null;
  /** Single values, where there are few enough to see each. */
  readonly points: readonly { readonly timeUs: number; readonly value: number }[];
}

const POINTS_MAX = 2000;
const STRETCHES = 40;
/** More queues in one picture cannot be told apart. */
const QUEUES_MAX = 4;
const SINGLE_POINTS_MAX = 400;

export function chartsOf(branch: Branch, { series, deliveries }: RunSeries): readonly ChartSpec[] {
  const find = (name: string) => series.find((each) => each.name === name);
  const logins = Number(branch.input.design['loginsPerSecond'] ?? 0);
  const attempts = find('connectionAttemptsPerSecond');
  const open = find('openConnections');
  const flying = find('packetsInFlight');
  return [
    latencies(branch, deliveries),
    queues(branch, series),
    single('open', 'Open connections', 'phones', open, 'level'),
    {
      ...single('attempts', 'Connection attempts', 'per second', attempts, 'rate'),
      capacity: logins > 0 ? { name: 'login capacity', value: logins } : null,
    },
    single('flying', 'Packets on their way', 'packets', flying, 'level'),
  ];
}

function single(
  id: string,
  title: string,
  unit: string,
  series: Series | undefined,
  form: ChartLine['form'],
): ChartSpec {
  const lines =
    series === undefined ? [] : [{ name: title, series: thinned(series, POINTS_MAX), form }];
  return { id, title, unit, lines, capacity: null, points: [] };
}

function latencies(branch: Branch, deliveries: RunSeries['deliveries']): ChartSpec {
  const lines =
    deliveries.length === 0
      ? []
      : latencyBands(deliveries, branch.endUs, STRETCHES).map((series) => ({
          name: series.name,
          series,
          form: 'curve' as const,
        }));
  const title = 'From typed to shown';
  const isFew = deliveries.length <= SINGLE_POINTS_MAX;
  const points = isFew
    ? deliveries.map(({ timeUs, latencyMs }) => ({ timeUs, value: latencyMs }))
    : [];
  return { id: 'latency', title, unit: 'ms', lines, capacity: null, points };
}

function queues(branch: Branch, all: readonly Series[]): ChartSpec {
  const found = all.flatMap((series) => {
    const name = /^queueDepth\.(.*)$/.exec(series.name)?.[1];
    const spec = branch.nodes.nodes[branch.nodes.indexOf(name ?? '')];
    return spec === undefined ? [] : [{ spec, series, most: Math.max(0, ...series.values) }];
  });
  const deepest = found.toSorted((one, other) => other.most - one.most).slice(0, QUEUES_MAX);
  const limits = deepest.flatMap(({ spec }) => limitOf(branch, spec));
  const [limit] = limits;
  return {
    id: 'queues',
    title: 'Waiting in queues',
    unit: 'packets',
    lines: deepest.map(({ spec, series }) => ({
      name: nodeTitle(spec),
      series: thinned(series, POINTS_MAX),
      form: 'level',
    })),
    capacity: limit === undefined ? null : { name: 'queue limit', value: limit },
    points: [],
  };
}

function limitOf(branch: Branch, spec: Branch['nodes']['nodes'][number]): number[] {
  if (spec.service !== undefined) return [spec.service.queueLimit];
  const logins = Number(branch.input.design['loginQueueLimit'] ?? 0);
  return spec.kind === 'load-balancer' && logins > 0 ? [logins] : [];
}

/** The value of a line at a time; undefined before its first point. */
export function valueAt({ series, form }: ChartLine, timeUs: number): number | undefined {
  const { timesUs, values } = series;
  let low = 0;
  let high = timesUs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timesUs[middle]! <= timeUs) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return form === 'curve' ? undefined : 0;
  if (form === 'rate' && timeUs - timesUs[low - 1]! >= 1_000_000) return 0;
  return values[low - 1];
}

/** 1234.5 -> "1,235", 12.34 -> "12.3"; a dash where there is no value. */
export function numberText(value: number | undefined): string {
  if (value === undefined) return '–';
  if (Number.isInteger(value)) return digitsInGroups(value);
  return value >= 100 ? digitsInGroups(Math.round(value)) : value.toFixed(1);
}
