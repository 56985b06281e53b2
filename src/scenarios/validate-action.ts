/** Whether an action of a script or a plan can be carried out in this scenario. */
import type { KnobTable, Operation } from '../models/index.ts';
import { didYouMean } from './nearest.ts';
import { PACKET_TYPES } from './packet-types.ts';
import type { Action } from './plan.ts';
import type { ProblemList, ProblemPath } from './problem.ts';
import type { Scenario } from './scenario.ts';
import { checkKnob } from './validate-design.ts';

/** The names that references may use. */
export interface KnownNames {
  readonly nodes: readonly string[];
  readonly phones: readonly string[];
  readonly users: readonly string[];
  readonly conversations: readonly string[];
}

export function namesIn(scenario: Scenario): KnownNames {
  const phones = scenario.nodes.filter(({ kind }) => kind === 'phone');
  return {
    nodes: scenario.nodes.map(({ name }) => name),
    phones: phones.map(({ name }) => name),
    users: phones.map(({ name, settings }) => String(settings['user'] ?? name)),
    conversations: scenario.conversations.map(({ name }) => name),
  };
}

export interface ActionContext {
  readonly scenario: Scenario;
  readonly known: KnownNames;
  readonly knobs: KnobTable;
}

export function checkAction(
  list: ProblemList,
  path: ProblemPath,
  action: Action,
  { scenario, known, knobs }: ActionContext,
): void {
  switch (action.do) {
    case 'operate':
      if (!list.oneOf([...path, 'phone'], 'phone', action.phone, known.phones)) return;
      checkOperation(list, [...path, 'operation'], action, { scenario, known });
      return;
    case 'cut':
    case 'heal':
    case 'slow':
      list.oneOf([...path, 'node'], 'node', action.node, known.nodes);
      checkPeer(list, path, action, known);
      if (action.do === 'slow') list.atLeast([...path, 'addMs'], action.addMs, 0, 'delay in ms');
      return;
    case 'skew':
      list.oneOf([...path, 'node'], 'node', action.node, known.nodes);
      if (!(action.skewMs > -Infinity && action.skewMs < Infinity)) {
        list.add([...path, 'skewMs'], `${action.skewMs} is no skew in ms`);
      }
      return;
    case 'drop':
      list.oneOf([...path, 'packet'], 'packet type', action.packet, PACKET_TYPES);
      list.whole([...path, 'nth'], action.nth, 1);
      return;
    case 'delay':
      list.oneOf([...path, 'packet'], 'packet type', action.packet, PACKET_TYPES);
      list.whole([...path, 'nth'], action.nth, 1);
      list.atLeast([...path, 'addMs'], action.addMs, 0, 'delay in ms');
      return;
    case 'knob':
      checkKnob(list, [...path, 'key'], action, knobs);
      return;
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
      list.oneOf([...path, 'node'], 'node', action.node, known.nodes);
  }
}

/** Whether a phone's owner belongs to a conversation, and the conversation exists. */
export function checkTalker(
  list: ProblemList,
  path: ProblemPath,
  talker: { readonly phone: string; readonly conversation: string },
  { scenario, known }: Pick<ActionContext, 'scenario' | 'known'>,
): void {
  const { phone, conversation } = talker;
  if (!list.oneOf(path, 'conversation', conversation, known.conversations)) return;
  const members = scenario.conversations.find(({ name }) => name === conversation)?.members ?? [];
  const user = known.users[known.phones.indexOf(phone)] ?? phone;
  if (members.includes(user)) return;
  list.add(path, `${user} is no member of "${conversation}"${didYouMean(user, members)}`);
}

function checkOperation(
  list: ProblemList,
  path: ProblemPath,
  { phone, operation }: { readonly phone: string; readonly operation: Operation },
  context: Pick<ActionContext, 'scenario' | 'known'>,
): void {
  if (!('conversation' in operation)) return;
  const { conversation } = operation;
  checkTalker(list, [...path, 'conversation'], { phone, conversation }, context);
  if (operation.act === 'add') {
    list.oneOf([...path, 'user'], 'user', operation.user, context.known.users);
  }
  if (operation.act === 'attach') checkMedia(list, path, operation.bytes, context.scenario);
  if (operation.act !== 'type' && operation.act !== 'attach') return;
  const { length } = operation.text;
  if (length === 0) list.add([...path, 'text'], 'the text is empty: write a message');
  else if (length > 500) list.add([...path, 'text'], `${length} characters; expected at most 500`);
}

/** Two GiB: what a chat lets a person send, and a run can count piece by piece. */
const MEDIA_BYTES_MAX = 2_147_483_648;

function checkMedia(
  list: ProblemList,
  path: ProblemPath,
  bytes: number,
  { nodes }: Scenario,
): void {
  list.whole([...path, 'bytes'], bytes, 1);
  if (bytes > MEDIA_BYTES_MAX) {
    list.add([...path, 'bytes'], `${bytes} bytes; expected at most ${MEDIA_BYTES_MAX}`);
  }
  if (nodes.some(({ kind }) => kind === 'object-store')) return;
  list.add([...path, 'act'], 'a photo needs an object-store to lie in, and this scenario has none');
}

function checkPeer(
  list: ProblemList,
  path: ProblemPath,
  { node, peer }: { readonly node: string; readonly peer?: string },
  known: KnownNames,
): void {
  if (peer === undefined) return;
  if (!list.oneOf([...path, 'peer'], 'node', peer, known.nodes)) return;
  if (peer === node)
    list.add([...path, 'peer'], `${node} has no link to itself: leave the peer out`);
}
