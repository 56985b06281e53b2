/** The small line at the foot of a node: what it refused, or what it believes of somebody's place. */
import type { Branch } from '../playback/index.ts';
import type { Faces } from './projections/node-faces.ts';
import { ageText, nodeTitle, personName, REFUSAL_WORDS } from './words.ts';

/** A refusal is news for this long, in simulated time; then the belief is of more interest. */
const REFUSAL_IS_NEWS_US = 5_000_000;

/** '' when there is nothing to say. */
export function noteOf(faces: Faces, node: number, branch: Branch, nowUs: number): string {
  const face = faces.nodes[node];
  if (face === undefined || face.down) return '';
  const { refusal } = face;
  if (refusal !== null && nowUs - refusal.timeUs < REFUSAL_IS_NEWS_US) {
    return `refused: ${REFUSAL_WORDS[refusal.reason]}`;
  }
  if (face.skewMs !== 0) return `clock off by ${face.skewMs / 1000} s`;
  return beliefNote(faces, node, branch, nowUs);
}

/** "Ben at server-2, 40 s ago": the belief a server acted on last, with its age. */
function beliefNote(faces: Faces, node: number, branch: Branch, nowUs: number): string {
  let latest: [string, { server: number; timeUs: number }] | null = null;
  for (const entry of faces.nodes[node]!.beliefs) {
    if (latest === null || entry[1].timeUs >= latest[1].timeUs) latest = entry;
  }
  if (latest === null) return '';
  const [user, { server, timeUs }] = latest;
  const place = server < 0 ? 'offline' : `at ${nodeTitle(branch.nodes.nodes[server]!)}`;
  return `${personName(user)} ${place}, ${ageText(nowUs - timeUs)}`;
}
