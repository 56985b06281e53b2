/**
 * The space-time picture of a short story: only its messages and faults, and time told by order, not
 * by length, so that an hour of silence takes no more paper than a packet's flight. Plain data.
 */
import type { ShortStory, ShrinkResult } from '../../explore/index.ts';
import type { TraceView } from '../../kernel/index.ts';
import { WHAT_PEOPLE_NOTICE } from '../dock/record-filter.ts';
import { sceneOf, type Arrow, type Scene } from '../dock/space-time/scene.ts';
import type { Lanes } from '../dock/space-time/lanes.ts';
import { newBranch, type Branch } from '../playback/index.ts';
import { nodeTitle } from '../stage/index.ts';
import { marksOf } from '../transport/use-marks.ts';

export interface StoryScene {
  /** Its times are places in the order of moments, `MOMENT_US` apart. */
  readonly scene: Scene;
  readonly lanes: Lanes;
  /** How many moments it has. */
  readonly moments: number;
  /** For each line of the story: its moment, and the lane of its node. */
  readonly lines: readonly { readonly moment: number; readonly lane: number }[];
  readonly branch: Branch;
}

export const MOMENT_US = 1000;
/** More arrows than this are no short story; the ones that matter least are left out. */
const ARROWS_MAX = 24;

export function storyScene(result: ShrinkResult, view: TraceView): StoryScene {
  const { scenario, design, seed, plan } = result;
  const input = { scenario, design, seed, plan, edits: [] };
  const branch = newBranch({ id: 'story', name: 'Story', input, split: null }, view);
  const parts = partsOf(branch, result);
  const { arrows, signs, bars, lines } = parts;
  const lanes = lanesOf(branch, nodesIn(parts));
  const order = momentsOf(parts);
  const at = (timeUs: number): number => order.get(timeUs)! * MOMENT_US;
  const { laneOf } = lanes;
  return {
    branch,
    lanes,
    moments: order.size,
    lines: lines.map(({ timeUs, node }) => ({ moment: order.get(timeUs)!, lane: laneOf(node) })),
    scene: {
      fromUs: 0,
      toUs: (order.size + 1) * MOMENT_US,
      arrows: arrows.map((arrow) => ({
        ...arrow,
        from: laneOf(arrow.from),
        to: laneOf(arrow.to),
        fromUs: at(arrow.fromUs),
        toUs: at(arrow.toUs),
      })),
      signs: signs.map((sign) => ({ ...sign, lane: laneOf(sign.lane), timeUs: at(sign.timeUs) })),
      bars: bars.map((bar) => ({
        ...bar,
        lane: laneOf(bar.lane),
        fromUs: at(bar.fromUs),
        toUs: at(bar.toUs),
      })),
      hiddenUs: [],
    },
  };
}

/** What is drawn, in times and by numbers of nodes. */
interface Parts extends Pick<Scene, 'arrows' | 'signs' | 'bars'> {
  readonly lines: readonly { readonly timeUs: number; readonly node: number }[];
}

function partsOf(branch: Branch, result: ShrinkResult): Parts {
  const { view } = branch;
  const { story } = result;
  const toUs = lastUsOf(story, result, view);
  // Numbers of nodes serve as lanes until it is known who takes part.
  const lanes: Lanes = { list: [], laneOf: (node) => node };
  const faults = marksOf(branch).faults.filter(({ fromUs }) => fromUs <= toUs);
  const filter = WHAT_PEOPLE_NOTICE;
  const whole = sceneOf(branch, { lanes, filter, fromUs: 0, toUs, faults });
  const told = messagesOf(story, result, view);
  const arrows = whole.arrows.filter(
    (arrow) => told.has(arrow.message) && Number.isFinite(arrow.toUs),
  );
  return {
    arrows: fewArrows(arrows, story),
    signs: whole.signs.filter(({ record }) => told.has(view.columns.message[record]!)),
    bars: whole.bars.map((bar) => ({ ...bar, toUs: Math.min(bar.toUs, toUs) })),
    lines: story.records.map((record) => ({
      timeUs: view.columns.timeUs[record]!,
      node: view.columns.node[record]!,
    })),
  };
}

const nodesIn = ({ arrows, signs, bars, lines }: Parts): readonly number[] => [
  ...arrows.flatMap(({ from, to }) => [from, to]),
  ...signs.map(({ lane }) => lane),
  ...bars.map(({ lane }) => lane),
  ...lines.map(({ node }) => node),
];

/** What came after the evidence explains nothing, unless the evidence is the end itself. */
function lastUsOf(story: ShortStory, { broken }: ShrinkResult, view: TraceView): number {
  const { timeUs } = view.columns;
  const last = Math.max(0, ...story.records.map((record) => timeUs[record] ?? 0));
  return broken.ending === undefined ? last : Math.max(last, timeUs[view.length - 1] ?? 0);
}

/** The messages that the lines and the verdict speak of. */
function messagesOf(
  story: ShortStory,
  { broken }: ShrinkResult,
  view: TraceView,
): ReadonlySet<number> {
  const ids = story.records.map((record) => view.columns.message[record]!);
  return new Set([...ids, ...(broken.messages ?? [])].filter((id) => id >= 0));
}

/** What is told in a line first, then what was lost, then what came first. */
function fewArrows(arrows: readonly Arrow[], { records }: ShortStory): readonly Arrow[] {
  const told = new Set(records);
  const rank = (arrow: Arrow): number =>
    told.has(arrow.sent) || told.has(arrow.ended) ? 0 : arrow.loss === null ? 2 : 1;
  return arrows
    .toSorted((one, other) => rank(one) - rank(other) || one.sent - other.sent)
    .slice(0, ARROWS_MAX)
    .toSorted((one, other) => one.sent - other.sent);
}

/** The first phone at one edge, the others at the other: a message then goes from edge to edge. */
function lanesOf({ nodes }: Branch, taking: readonly number[]): Lanes {
  const isPhone = (node: number): boolean => nodes.nodes[node]?.kind === 'phone';
  const all = [...new Set(taking)].toSorted((one, other) => one - other);
  const [first, ...others] = all.filter(isPhone);
  const middle = all.filter((node) => !isPhone(node));
  const ordered = [...(first === undefined ? [] : [first]), ...middle, ...others];
  const places = new Map(ordered.map((node, place) => [node, place]));
  return {
    list: ordered.map((node) => ({ node, name: nodeTitle(nodes.nodes[node]!) })),
    laneOf: (node) => places.get(node) ?? 0,
  };
}

/** The place of each time among all that something happens at. */
function momentsOf({ arrows, signs, bars, lines }: Parts): ReadonlyMap<number, number> {
  const timesUs = [
    ...arrows.flatMap((arrow) => [arrow.fromUs, arrow.toUs]),
    ...signs.map(({ timeUs }) => timeUs),
    ...bars.flatMap((bar) => [bar.fromUs, bar.toUs]),
    ...lines.map(({ timeUs }) => timeUs),
  ];
  const sorted = [...new Set(timesUs)].toSorted((one, other) => one - other);
  return new Map(sorted.map((timeUs, place) => [timeUs, place]));
}
