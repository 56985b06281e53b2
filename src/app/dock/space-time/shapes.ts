/** The lines of a scene as path data, for the screen and for a file alike. */
import { laneAt, pixelsPerUs, type Paper } from './frame.ts';
import type { Arrow, Scene, Sign } from './scene.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** From time and lane to the paper, counted from the beginning of the scene. */
export function pointAt(paper: Paper, originUs: number, timeUs: number, lane: number): Point {
  const along = (timeUs - originUs) * pixelsPerUs(paper);
  const across = laneAt(paper, lane);
  return paper.direction === 'along' ? { x: along, y: across } : { x: across, y: along };
}

export interface ScenePaths {
  readonly letter: string;
  readonly receipt: string;
  readonly control: string;
  readonly lost: string;
  readonly crosses: string;
}

const HEAD_PX = 6;
const CROSS_PX = 5;

export function pathsOf(scene: Scene, paper: Paper): ScenePaths {
  const paths = { letter: '', receipt: '', control: '', lost: '', crosses: '' };
  for (const arrow of scene.arrows) {
    const { from, to } = arrowEnds(arrow, scene, paper);
    if (arrow.loss !== null) {
      paths.lost += line(from, to);
      paths.crosses += cross(to);
    } else paths[arrow.look] += line(from, to) + head(from, to);
  }
  return paths;
}

/** What is lost ends where it was lost as far as anybody knows: before the other lane. */
export function arrowEnds(arrow: Arrow, scene: Scene, paper: Paper): { from: Point; to: Point } {
  const from = pointAt(paper, scene.fromUs, arrow.fromUs, arrow.from);
  const untilUs = Number.isFinite(arrow.toUs) ? arrow.toUs : scene.toUs;
  const end = pointAt(paper, scene.fromUs, untilUs, arrow.to);
  if (arrow.loss === null && Number.isFinite(arrow.toUs)) return { from, to: end };
  const share = arrow.loss === null ? 1 : 0.82;
  return {
    from,
    to: { x: from.x + (end.x - from.x) * share, y: from.y + (end.y - from.y) * share },
  };
}

const text = (value: number): string => String(Math.round(value * 10) / 10);
const at = ({ x, y }: Point): string => `${text(x)} ${text(y)}`;

const line = (from: Point, to: Point): string => `M${at(from)}L${at(to)}`;

function head(from: Point, to: Point): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length < HEAD_PX) return '';
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const back = { x: to.x - ux * HEAD_PX, y: to.y - uy * HEAD_PX };
  const [sx, sy] = [-uy * HEAD_PX * 0.5, ux * HEAD_PX * 0.5];
  return `M${at({ x: back.x + sx, y: back.y + sy })}L${at(to)}L${at({ x: back.x - sx, y: back.y - sy })}`;
}

function cross({ x, y }: Point): string {
  const [a, b] = [CROSS_PX, -CROSS_PX];
  return `M${at({ x: x + b, y: y + b })}L${at({ x: x + a, y: y + a })}M${at({ x: x + a, y: y + b })}L${at({ x: x + b, y: y + a })}`;
}

/** Strokes around a middle at 0 0; ticks are those that a phone shows. */
const STROKES: Readonly<Partial<Record<Sign['sign'], readonly (readonly number[])[]>>> = {
  sent: [[-4, 0, -1, 3, 5, -4]],
  delivered: [
    [-7, 0, -4, 3, 2, -4],
    [-1, 1.5, 0.5, 3, 6.5, -4],
  ],
  read: [
    [-7, 0, -4, 3, 2, -4],
    [-1, 1.5, 0.5, 3, 6.5, -4],
  ],
  failed: [
    [0, -5, 5, 4, -5, 4, 0, -5],
    [0, -1.5, 0, 1.2],
  ],
  refused: [
    [-4, -4, 4, 4],
    [4, -4, -4, 4],
  ],
};
const RADIUS_PX = 4;

export type SignPaths = Readonly<Record<Sign['sign'], string>>;

/** All signs of a scene: a ring for what is typed, a dot for what is shown, two rings for a copy. */
export function signPathsOf(scene: Scene, paper: Paper): SignPaths {
  const paths: Record<Sign['sign'], string> = {
    typed: '',
    shown: '',
    refused: '',
    duplicate: '',
    clock: '',
    sent: '',
    delivered: '',
    read: '',
    failed: '',
  };
  for (const sign of scene.signs) paths[sign.sign] += signPath(sign, scene, paper);
  return paths;
}

function signPath(sign: Sign, scene: Scene, paper: Paper): string {
  const { x, y } = pointAt(paper, scene.fromUs, sign.timeUs, sign.lane);
  const strokes = STROKES[sign.sign];
  if (strokes === undefined) {
    const copy = sign.sign === 'duplicate' ? ring(x + RADIUS_PX, y) : '';
    return ring(x, y) + copy;
  }
  // Ticks stand beside the lane, where its line does not cross them out.
  const isBeside = sign.sign !== 'refused';
  const [dx, dy] = !isBeside ? [0, 0] : paper.direction === 'along' ? [0, -11] : [12, 0];
  return strokes
    .map((stroke) => {
      let path = '';
      for (let place = 0; place < stroke.length; place += 2) {
        const point = { x: x + dx + stroke[place]!, y: y + dy + stroke[place + 1]! };
        path += `${place === 0 ? 'M' : 'L'}${at(point)}`;
      }
      return path;
    })
    .join('');
}

const ring = (x: number, y: number): string =>
  `M${at({ x: x - RADIUS_PX, y })}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0`;

/** What lies near a point of the paper, nearest first: an arrow or a sign. */
export function nearest(
  scene: Scene,
  paper: Paper,
  point: Point,
  withinPx: number,
): Arrow | Sign | undefined {
  let best: Arrow | Sign | undefined;
  let bestPx = withinPx;
  for (const sign of scene.signs) {
    const { x, y } = pointAt(paper, scene.fromUs, sign.timeUs, sign.lane);
    const distance = Math.hypot(x - point.x, y - point.y) - 3;
    if (distance < bestPx) [best, bestPx] = [sign, distance];
  }
  for (const arrow of scene.arrows) {
    const { from, to } = arrowEnds(arrow, scene, paper);
    const distance = distanceToLine(point, from, to);
    if (distance < bestPx) [best, bestPx] = [arrow, distance];
  }
  return best;
}

function distanceToLine(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / square;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - from.x - share * dx, point.y - from.y - share * dy);
}
