/**
 * Ziggurat tables for the exponential and the normal distribution (Marsaglia and Tsang, 2000,
 * Journal of Statistical Software 5(8)), computed with the portable functions, so that they are
 * the same in every engine. A density is covered by 256 layers of one area; a random 32-bit word
 * is a place across its layer, and nearly always lies where the layer is wholly under the curve.
 */
import { exp, ln } from './portable-math.ts';

const LAYERS = 256;
const TWO_TO_32 = 4294967296;

interface Layers {
  /** Words below this are wholly under the curve, by layer. */
  inside: Float64Array;
  /** The value of one step of the word, by layer. */
  width: Float64Array;
  /** The density at the outer edge, by layer; layer 0 is the lowest and holds the tail. */
  height: Float64Array;
}

/** Where the tail begins, and the area of each layer, for 256 layers (from the paper). */
const EXPONENTIAL_TAIL = 7.69711747013105;
const EXPONENTIAL_AREA = 3.949659822581557e-3;
const NORMAL_TAIL = 3.6541528853610088;
const NORMAL_AREA = 4.92867323399e-3;

function layersOf(
  tail: number,
  area: number,
  density: (x: number) => number,
  inverse: (height: number) => number,
): Layers {
  const inside = new Float64Array(LAYERS);
  const width = new Float64Array(LAYERS);
  const height = new Float64Array(LAYERS);
  const base = area / density(tail);
  inside[0] = Math.floor((tail / base) * TWO_TO_32);
  width[0] = base / TWO_TO_32;
  height[0] = 1;
  let edge = tail;
  width[LAYERS - 1] = edge / TWO_TO_32;
  height[LAYERS - 1] = density(edge);
  for (let layer = LAYERS - 2; layer >= 1; layer -= 1) {
    const outer = edge;
    edge = inverse(area / outer + density(outer));
    inside[layer + 1] = Math.floor((edge / outer) * TWO_TO_32);
    width[layer] = edge / TWO_TO_32;
    height[layer] = density(edge);
  }
  return { inside, width, height };
}

/** ln of a uniform number that may be 0: half a step of 2^-53 keeps it finite. */
function lnOfUniform(uniform: number): number {
  return ln(uniform + 5.551115123125783e-17);
}

const exponentialDensity = (x: number): number => exp(-x);
const normalDensity = (x: number): number => exp(-0.5 * x * x);

const exponentialLayers = layersOf(
  EXPONENTIAL_TAIL,
  EXPONENTIAL_AREA,
  exponentialDensity,
  (height) => -ln(height),
);

const normalLayers = layersOf(NORMAL_TAIL, NORMAL_AREA, normalDensity, (height) =>
  Math.sqrt(-2 * ln(height)),
);

/** The value at this place if it lies under the curve, else -1: draw again. */
function atEdge(
  layers: Layers,
  density: (x: number) => number,
  layer: number,
  word: number,
  u: number,
) {
  const x = word * layers.width[layer]!;
  const low = layers.height[layer]!;
  return low + u * (layers.height[layer - 1]! - low) < density(x) ? x : -1;
}

export const exponentialZiggurat = {
  inside: exponentialLayers.inside,
  width: exponentialLayers.width,
  /** For a word that is not inside: the value, or -1 when it falls above the curve. */
  outside(layer: number, word: number, edge: number): number {
    // What remains beyond the tail's beginning is exponential again.
    if (layer === 0) return EXPONENTIAL_TAIL - lnOfUniform(edge);
    return atEdge(exponentialLayers, exponentialDensity, layer, word, edge);
  },
};

export const normalZiggurat = {
  inside: normalLayers.inside,
  width: normalLayers.width,
  /** For a word that is not inside: the size without sign, or -1 when it falls above the curve. */
  outside(layer: number, word: number, edge: number, other: number): number {
    if (layer !== 0) return atEdge(normalLayers, normalDensity, layer, word, edge);
    // Marsaglia's tail: an exponential candidate, kept with probability exp(-x^2 / 2).
    const x = -lnOfUniform(edge) / NORMAL_TAIL;
    return -2 * lnOfUniform(other) > x * x ? NORMAL_TAIL + x : -1;
  },
};
