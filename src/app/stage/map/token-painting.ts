/** Draws marks and crosses on a canvas, in the coordinates of the map. */
import type { Cross, Mark } from './token-marks.ts';

/** Colours as the canvas needs them: resolved, not as custom properties. */
export interface Palette {
  readonly accent: string;
  readonly onAccent: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly line: string;
  readonly surface: string;
  readonly ground: string;
  readonly bad: string;
  readonly font: string;
}

/** More labels than this would hide what they name. */
const LABELS_MAX = 8;
const LABEL_LINE = 13;

const labelFont = (palette: Palette): string => `600 10.5px ${palette.font}`;

export function paintMarks(
  context: CanvasRenderingContext2D,
  marks: readonly Mark[],
  crosses: readonly Cross[],
  palette: Palette,
): void {
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const named = marks.filter((mark) => mark.look !== 'control' || marks.length <= LABELS_MAX);
  for (const mark of marks) paintMark(context, mark, palette);
  if (named.length <= LABELS_MAX) paintLabels(context, named, palette);
  for (const cross of crosses) paintCross(context, cross, palette);
}

function paintMark(context: CanvasRenderingContext2D, mark: Mark, palette: Palette): void {
  const colour = mark.followed ? palette.accent : palette.inkSoft;
  if (mark.look === 'letter') paintLetter(context, mark, colour, palette);
  else if (mark.look === 'receipt') paintReceipt(context, mark, colour, palette);
  else paintDot(context, mark, palette);
  if (mark.count > 1) paintCount(context, mark, colour, palette);
}

function paintLetter(
  context: CanvasRenderingContext2D,
  { x, y }: Mark,
  colour: string,
  palette: Palette,
): void {
  context.beginPath();
  context.roundRect(x - 12, y - 8.5, 24, 17, 4);
  context.fillStyle = colour;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = palette.surface;
  context.stroke();
  context.beginPath();
  context.moveTo(x - 7.5, y - 3.5);
  context.lineTo(x, y + 2);
  context.lineTo(x + 7.5, y - 3.5);
  context.lineWidth = 1.6;
  context.strokeStyle = palette.onAccent;
  context.stroke();
}

function paintReceipt(
  context: CanvasRenderingContext2D,
  { x, y }: Mark,
  colour: string,
  palette: Palette,
): void {
  context.beginPath();
  context.arc(x, y, 8, 0, 2 * Math.PI);
  context.fillStyle = palette.surface;
  context.fill();
  context.lineWidth = 1.8;
  context.strokeStyle = colour;
  context.stroke();
  context.beginPath();
  context.moveTo(x - 3.6, y + 0.4);
  context.lineTo(x - 1, y + 3);
  context.lineTo(x + 3.8, y - 2.8);
  context.stroke();
}

function paintDot(
  context: CanvasRenderingContext2D,
  { x, y, count }: Mark,
  palette: Palette,
): void {
  context.beginPath();
  context.arc(x, y, Math.min(11, 3.5 + Math.sqrt(count - 1)), 0, 2 * Math.PI);
  context.fillStyle = palette.line;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = palette.surface;
  context.stroke();
}

function paintCount(
  context: CanvasRenderingContext2D,
  { x, y, count, look }: Mark,
  colour: string,
  palette: Palette,
): void {
  const text = count > 999 ? `${Math.round(count / 100) / 10}k` : String(count);
  context.font = `700 10px ${palette.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const width = context.measureText(text).width + 9;
  const top = y - (look === 'control' ? 18 : 20);
  context.beginPath();
  context.roundRect(x - width / 2 + 9, top, width, 14, 7);
  context.fillStyle = palette.surface;
  context.fill();
  context.lineWidth = 1.2;
  context.strokeStyle = colour;
  context.stroke();
  context.fillStyle = palette.ink;
  context.fillText(text, x + 9, top + 7.5);
}

/** Under each mark its name; one that would cover another goes further down. */
function paintLabels(
  context: CanvasRenderingContext2D,
  marks: readonly Mark[],
  palette: Palette,
): void {
  const placed: { x: number; y: number; half: number }[] = [];
  context.font = labelFont(palette);
  for (const mark of marks) {
    if (mark.label === '') continue;
    const half = context.measureText(mark.label).width / 2 + 3;
    let y = mark.y + (mark.look === 'control' ? 12 : 17);
    const covers = (other: { x: number; y: number; half: number }) =>
      Math.abs(other.x - mark.x) < half + other.half && Math.abs(other.y - y) < LABEL_LINE;
    while (placed.some(covers)) y += LABEL_LINE;
    placed.push({ x: mark.x, y, half });
    paintText(context, mark.label, mark.x, y, {
      colour: mark.followed ? palette.ink : palette.inkSoft,
      halo: palette.ground,
      font: labelFont(palette),
    });
  }
}

function paintText(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  look: { readonly colour: string; readonly halo: string; readonly font: string },
): void {
  context.font = look.font;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 4;
  context.strokeStyle = look.halo;
  context.strokeText(text, x, y);
  context.fillStyle = look.colour;
  context.fillText(text, x, y);
}

function paintCross(
  context: CanvasRenderingContext2D,
  { x, y, strength, label }: Cross,
  palette: Palette,
): void {
  // It stays clear for most of its time and then goes quickly, so that it can be read.
  context.globalAlpha = Math.min(1, strength * 2.5);
  for (const [colour, width] of [
    [palette.surface, 7],
    [palette.bad, 3.2],
  ] as const) {
    context.beginPath();
    context.moveTo(x - 7, y - 7);
    context.lineTo(x + 7, y + 7);
    context.moveTo(x + 7, y - 7);
    context.lineTo(x - 7, y + 7);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
  const look = { colour: palette.bad, halo: palette.ground, font: labelFont(palette) };
  paintText(context, `${label} lost`, x, y + 18, look);
  context.globalAlpha = 1;
}
