/** A scenario without some of its phones: whoever a failure does not need. */
import type { Action, FaultKind, Plan, Scenario } from '../scenarios/index.ts';

/** Names of phones that no item of the plan speaks of. */
export function idlePhones(scenario: Scenario, plan: Plan): readonly string[] {
  const needed = new Set(plan.items.flatMap(({ action }) => namesIn(action)));
  return scenario.nodes
    .filter(({ kind, name }) => kind === 'phone' && !needed.has(name))
    .map(({ name }) => name);
}

/**
 * The scenario without these phones, and without the users whose last phone went. A conversation
 * that is left with one member goes too; undefined when the plan needs it.
 */
export function withoutPhones(
  scenario: Scenario,
  plan: Plan,
  gone: readonly string[],
): Scenario | undefined {
  const nodes = scenario.nodes.filter(({ name }) => !gone.includes(name));
  const users = new Set(
    nodes.filter(({ kind }) => kind === 'phone').map((node) => node.settings['user'] ?? node.name),
  );
  const all = scenario.conversations.map(({ name, members }) => ({
    name,
    members: members.filter((member) => users.has(member)),
  }));
  const conversations = all.filter(({ members }) => members.length > 1);
  const talks = new Set(conversations.map(({ name }) => name));
  const isTold = plan.items.every(({ action }) => {
    const talk = talkIn(action);
    return talk === undefined || talks.has(talk);
  });
  if (!isTold) return undefined;
  const isHere = (name: string): boolean => !gone.includes(name);
  return {
    ...scenario,
    nodes,
    conversations,
    script: scenario.script.filter(({ action }) => {
      const talk = talkIn(action);
      return namesIn(action).every(isHere) && (talk === undefined || talks.has(talk));
    }),
    chatter: scenario.chatter
      .filter(({ conversation }) => talks.has(conversation))
      .map((chatter) => ({ ...chatter, phones: chatter.phones.filter(isHere) }))
      .filter(({ phones }) => phones.length > 0),
    faults: {
      ...scenario.faults,
      kinds: scenario.faults.kinds.flatMap((kind) => left(kind, isHere)),
    },
  };
}

/** The kind of fault with the targets that are left; [] when none is. */
function left(kind: FaultKind, isHere: (name: string) => boolean): FaultKind[] {
  if ('nodes' in kind) {
    if ('peer' in kind && kind.peer !== undefined && !isHere(kind.peer)) return [];
    const nodes = kind.nodes.filter(isHere);
    return nodes.length === 0 ? [] : [{ ...kind, nodes }];
  }
  if (!('phones' in kind)) return [kind];
  const phones = kind.phones.filter(isHere);
  return phones.length === 0 ? [] : [{ ...kind, phones }];
}

/** Nodes that an action names; a struck packet's message is named after its phone. */
function namesIn(action: Action): readonly string[] {
  switch (action.do) {
    case 'operate': {
      const { phone, operation } = action;
      return 'user' in operation ? [phone, operation.user] : [phone];
    }
    case 'drop':
    case 'delay':
      return action.message === undefined ? [] : [action.message.replace(/\/m\d+$/, '')];
    case 'knob':
      return [];
    case 'cut':
    case 'heal':
    case 'slow':
      return action.peer === undefined ? [action.node] : [action.node, action.peer];
    default:
      return [action.node];
  }
}

function talkIn(action: Action): string | undefined {
  if (action.do !== 'operate' || !('conversation' in action.operation)) return undefined;
  return action.operation.conversation;
}
