/** The space-time diagram as a file of its own: one stretch of time, in ink on white. */
import type { Branch } from '../../playback/index.ts';
import { marksOf } from '../../transport/use-marks.ts';
import type { RecordFilter } from '../record-filter.ts';
import { laneAt, pixelsPerUs, ticksIn, tickText, type Paper } from './frame.ts';
import type { Lanes } from './lanes.ts';
import { sceneOf, type Bar, type Scene } from './scene.ts';
import { pathsOf, pointAt, signPathsOf } from './shapes.ts';

/** Room for the lanes' names and for the title. */
const MARGIN_PX = 110;
const TITLE_PX = 34;

const STYLE = {
  lane: 'fill="none" stroke="#c8ced6"',
  axis: 'fill="none" stroke="#eceef2"',
  control: 'fill="none" stroke="#9aa5b2"',
  receipt: 'fill="none" stroke="#00825f" stroke-width="1.25"',
  letter: 'fill="none" stroke="#2457d6" stroke-width="1.5"',
  lost: 'fill="none" stroke="#b3261e" stroke-dasharray="4 3"',
  cross: 'fill="none" stroke="#b3261e" stroke-width="2"',
} as const;

export interface SvgFileOptions {
  readonly branch: Branch;
  readonly filter: RecordFilter;
  readonly lanes: Lanes;
  readonly paper: Paper;
  /** The beginning of the stretch. */
  readonly fromUs: number;
}

export function svgFile({ branch, filter, lanes, paper, fromUs }: SvgFileOptions): string {
  const { faults } = marksOf(branch);
  const toUs = fromUs + paper.spanUs;
  const scene = sceneOf(branch, { lanes, filter, faults, fromUs, toUs });
  const paths = pathsOf(scene, paper);
  const { title } = branch.input.scenario;
  const isAlong = paper.direction === 'along';
  const [left, top] = isAlong ? [MARGIN_PX, TITLE_PX] : [10, TITLE_PX + 20];
  const width = paper.width + left + 10;
  const height = paper.height + top + 10;
  const path = (style: string, d: string) => (d === '' ? '' : `<path ${style} d="${d}"/>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="11">`,
    `<title>${escaped(title)}, seed ${escaped(branch.input.seed)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="10" y="20" font-size="13" font-weight="600">${escaped(title)} · seed ${escaped(branch.input.seed)}</text>`,
    `<svg x="${left}" y="${top}" width="${paper.width}" height="${paper.height}">`,
    axisOf(scene, paper),
    path(STYLE.lane, laneLines(paper)),
    ...scene.bars.map((bar) => barOf(bar, scene, paper)),
    path(STYLE.control, paths.control),
    path(STYLE.receipt, paths.receipt),
    path(STYLE.letter, paths.letter),
    path(STYLE.lost, paths.lost),
    path(STYLE.cross, paths.crosses),
    ...signsOf(scene, paper),
    '</svg>',
    ...lanes.list.map(({ name }, lane) => {
      const at = laneAt(paper, lane);
      const place = isAlong
        ? `x="${left - 8}" y="${top + at + 4}" text-anchor="end"`
        : `x="${left + at}" y="${top - 6}" text-anchor="middle"`;
      return `<text ${place}>${escaped(name)}</text>`;
    }),
    '</svg>',
    '',
  ].join('\n');
}

function laneLines(paper: Paper): string {
  let path = '';
  for (let lane = 0; lane < paper.lanes; lane++) {
    const at = laneAt(paper, lane);
    path += paper.direction === 'along' ? `M0 ${at}H${paper.width}` : `M${at} 0V${paper.height}`;
  }
  return path;
}

function axisOf(scene: Scene, paper: Paper): string {
  const isAlong = paper.direction === 'along';
  return ticksIn(scene.fromUs, scene.toUs, 1 / pixelsPerUs(paper))
    .map((timeUs) => {
      const px = ((timeUs - scene.fromUs) * pixelsPerUs(paper)).toFixed(1);
      const d = isAlong ? `M${px} 0V${paper.height}` : `M0 ${px}H${paper.width}`;
      const place = isAlong ? `x="${px}" y="11"` : `x="2" y="${px}"`;
      return `<path ${STYLE.axis} d="${d}"/><text ${place} fill="#5f6b7a">${tickText(timeUs)}</text>`;
    })
    .join('');
}

function barOf(bar: Bar, scene: Scene, paper: Paper): string {
  const from = pointAt(paper, scene.fromUs, Math.max(bar.fromUs, scene.fromUs), bar.lane);
  const to = pointAt(paper, scene.fromUs, Math.min(bar.toUs, scene.toUs), bar.lane);
  const box =
    paper.direction === 'along'
      ? `x="${from.x.toFixed(1)}" y="${from.y - 4}" width="${(to.x - from.x).toFixed(1)}" height="8"`
      : `x="${from.x - 4}" y="${from.y.toFixed(1)}" width="8" height="${(to.y - from.y).toFixed(1)}"`;
  return `<rect ${box} rx="2" fill="#b3261e" fill-opacity="0.35"><title>${escaped(bar.label)}</title></rect>`;
}

function signsOf(scene: Scene, paper: Paper): string[] {
  const paths = Object.entries(signPathsOf(scene, paper)).map(([sign, path]) => {
    const fill = sign === 'shown' ? '#141b24' : sign === 'typed' ? '#fff' : 'none';
    const stroke = sign === 'read' ? '#0b74c4' : '#141b24';
    return path === ''
      ? ''
      : `<path fill="${fill}" stroke="${stroke}" stroke-width="1.5" d="${path}"/>`;
  });
  const texts = scene.signs.map(({ text, timeUs, lane }) => {
    const { x, y } = pointAt(paper, scene.fromUs, timeUs, lane);
    return text === ''
      ? ''
      : `<text x="${(x + 7).toFixed(1)}" y="${(y - 7).toFixed(1)}">${escaped(text)}</text>`;
  });
  return [...paths, ...texts];
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
