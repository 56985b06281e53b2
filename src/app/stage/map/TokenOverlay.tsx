/** The canvas above the map. It draws when the playhead or the view moves, and rests otherwise. */
import { useEffect, useRef } from 'react';
import { useStoreApi } from 'reactflow';
import { usePlaybackHandle, type Playback } from '../../playback/index.ts';
import { useThemeChoice } from '../../theme/index.ts';
import { copiesOfMessages } from '../projections/copies.ts';
import { nodeFaces } from '../projections/node-faces.ts';
import { tokensInFlight } from '../projections/tokens-in-flight.ts';
import { useFollowed } from '../use-followed.ts';
import type { MapLayout } from './layout.ts';
import { marksAt, type Marks, type Ways } from './token-marks.ts';
import { paintMarks, type Palette } from './token-painting.ts';
import styles from './MapView.module.css';

/** How long a cross stays on screen, in the reader's seconds. */
const CROSS_SECONDS = 1.8;
/** When nothing plays, one step may be long; a cross then lasts this much simulated time. */
const CROSS_STILL_US = 400_000;

export interface TokenOverlayProps {
  readonly layout: MapLayout;
  readonly ways: Ways;
  /** Told after each drawing, for finding what was clicked. */
  readonly onDrawn: (marks: Marks) => void;
}

const PROPERTIES = {
  accent: '--accent',
  onAccent: '--on-accent',
  ink: '--ink',
  inkSoft: '--ink-soft',
  line: '--line-strong',
  surface: '--surface',
  ground: '--ground',
  bad: '--bad',
} as const;

/** Custom properties hold two values, one a theme: only a real element knows which is in force. */
function paletteFrom(canvas: HTMLCanvasElement): Palette {
  const style = getComputedStyle(canvas);
  // A colour that fades to another would be read at its beginning.
  canvas.style.transition = 'none';
  const colours = Object.entries(PROPERTIES).map(([name, property]) => {
    canvas.style.color = `var(${property})`;
    return [name, style.color];
  });
  canvas.style.color = '';
  return { ...Object.fromEntries(colours), font: style.fontFamily };
}

function marksNow(playback: Playback, ways: Ways, followed: number): Marks {
  const { playhead, playing, speed } = playback.store.getState();
  const { names } = playback.branch!.view;
  return marksAt(
    {
      tokens: playback.read(tokensInFlight),
      faces: playback.read(nodeFaces),
      nowUs: playhead.timeUs,
      crossUs: playing ? speed * CROSS_SECONDS * 1e6 : Math.max(CROSS_STILL_US, speed * 1e6),
      followed,
      nameOf: (id) => names.text(id),
    },
    ways,
  );
}

/** The links that the followed message has crossed, under everything else. */
function paintTrail(
  context: CanvasRenderingContext2D,
  playback: Playback,
  props: Pick<TokenOverlayProps, 'layout' | 'ways'>,
  look: { readonly followed: number; readonly colour: string; readonly busy: ReadonlySet<string> },
): void {
  const hops = playback.read(copiesOfMessages).get(look.followed)?.hops ?? [];
  const crossed = new Set<string>();
  for (const { from, to, ended, lost } of hops) {
    if (ended < 0 || lost) continue;
    for (const { link } of props.ways.between(from, to)?.legs ?? []) crossed.add(link.key);
  }
  context.strokeStyle = look.colour;
  context.lineCap = 'round';
  for (const key of new Set([...crossed, ...look.busy])) {
    const link = props.layout.links.get(key);
    if (link === undefined) continue;
    context.globalAlpha = look.busy.has(key) ? 0.42 : 0.16;
    context.lineWidth = 5;
    context.stroke(new Path2D(link.curve.path));
  }
  context.globalAlpha = 1;
}

export function TokenOverlay({ layout, ways, onDrawn }: TokenOverlayProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const playback = usePlaybackHandle();
  const flow = useStoreApi();
  const theme = useThemeChoice((state) => state.choice);
  const followed = useFollowed();

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d') ?? null;
    if (element === null || context === null) return;
    const still = window.matchMedia('(prefers-reduced-motion: reduce)');
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    let palette = paletteFrom(element);
    let frame = 0;

    const draw = () => {
      frame = 0;
      if (playback.branch === undefined) return;
      const { width, height, transform } = flow.getState();
      const scale = window.devicePixelRatio;
      if (element.width !== Math.round(width * scale)) element.width = Math.round(width * scale);
      if (element.height !== Math.round(height * scale))
        element.height = Math.round(height * scale);
      const [x, y, zoom] = transform;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, element.width, element.height);
      context.setTransform(scale * zoom, 0, 0, scale * zoom, scale * x, scale * y);
      const marks = marksNow(playback, ways, followed);
      const look = { followed, colour: palette.accent, busy: marks.busy };
      paintTrail(context, playback, { layout, ways }, look);
      // With reduced motion nothing travels: busy links are lit, and the line below says the rest.
      paintMarks(context, still.matches ? [] : marks.marks, marks.crosses, palette);
      onDrawn(marks);
    };
    const ask = () => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    const recolour = () => {
      palette = paletteFrom(element);
      ask();
    };

    ask();
    const forget = [playback.store.subscribe(ask), flow.subscribe(ask)];
    still.addEventListener('change', ask);
    dark.addEventListener('change', recolour);
    return () => {
      cancelAnimationFrame(frame);
      forget.forEach((each) => each());
      still.removeEventListener('change', ask);
      dark.removeEventListener('change', recolour);
    };
  }, [playback, flow, layout, ways, followed, onDrawn, theme]);

  return <canvas ref={canvas} className={styles.overlay} aria-hidden="true" />;
}
