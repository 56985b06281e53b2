/** Carries out what a plan or a person does to the world: operations, faults, changes of policy. */
import type { Action } from '../scenarios/index.ts';
import { EVENT } from './event-kinds.ts';
import type { WorldNode } from './world-node.ts';
import type { World } from './world.ts';

export function perform(world: World, action: Action): void {
  switch (action.do) {
    case 'operate':
      return operate(world, action);
    case 'crash':
      return crash(world, nodeNamed(world, action.node), action.how === 'process');
    case 'restart':
      return restart(world, nodeNamed(world, action.node));
    case 'pause':
      return pause(world, nodeNamed(world, action.node));
    case 'resume':
      return resume(world, nodeNamed(world, action.node));
    case 'cut':
    case 'heal':
    case 'slow':
      return changeLink(world, action);
    case 'skew': {
      const node = nodeNamed(world, action.node);
      node.skewUs = Math.trunc(action.skewMs * 1000);
      world.write(node.index, 'skewed', { skewMs: Math.trunc(action.skewMs) });
      return;
    }
    case 'drop':
      return world.network.drop(action.packet, action.message ?? '', action.nth);
    case 'delay': {
      const { packet, message = '', nth, addMs } = action;
      return world.network.delay(packet, message, nth, addMs);
    }
    case 'knob':
      world.design[action.key] = action.value;
      world.write(0, 'knob', { key: action.key, value: String(action.value) });
  }
}

function nodeNamed(world: World, name: string): WorldNode {
  const node = world.nodes[world.topology.indexOf(name)];
  if (node === undefined) throw new Error(`there is no node named "${name}" in this scenario`);
  return node;
}

function operate(world: World, action: Extract<Action, { do: 'operate' }>): void {
  const node = nodeNamed(world, action.phone);
  if (node.down) return;
  const event = world.component(node.index).operate?.(node, action.operation);
  if (event !== undefined) world.step(node.index, event);
}

/** All that is in memory goes at once. A machine tells nobody; a process leaves a system that does. */
function crash(world: World, node: WorldNode, resets: boolean): void {
  if (node.down) return;
  world.write(node.index, 'crashed');
  const sockets = resets ? (world.component(node.index).openSockets?.(node) ?? []) : [];
  for (const { to, connection } of sockets) {
    world.send(node.index, to, { type: 'close' }, connection);
  }
  for (const crowd of world.crowds.values()) crowd.serverDied(node.index, resets);
  world.network.hangUp(node.index, -1, world.nowUs);
  world.machines.stop(node.index);
  world.timers.stopAll(node.index, world.wheel);
  world.stations[node.index]?.clear();
  node.store.crash();
  loseHeld(world, node);
  node.paused = false;
  node.down = true;
  node.life++;
}

/** What the system kept for a node that was paused dies with it, and each packet says so. */
function loseHeld(world: World, node: WorldNode): void {
  const { held } = node;
  node.held = [];
  for (const { kind, a, cause } of held) {
    if (kind !== EVENT.arrival) continue;
    const { from, message, packet } = world.network.envelopes.at(a);
    world.recorder.begin(world.recorder.ordinal, world.nowUs, cause);
    world.write(node.index, 'lost', { message, from, packet: packet.type, reason: 'down' });
  }
}

function restart(world: World, node: WorldNode): void {
  if (!node.down) return;
  node.down = false;
  world.write(node.index, 'restarted');
  world.start(node);
}

function pause(world: World, node: WorldNode): void {
  if (node.down || node.paused) return;
  node.paused = true;
  world.write(node.index, 'paused');
}

/** What the operating system kept is handled at once, in the order in which it came. */
function resume(world: World, node: WorldNode): void {
  if (!node.paused) return;
  node.paused = false;
  world.write(node.index, 'resumed');
  for (let event = node.held.shift(); event !== undefined; event = node.held.shift()) {
    world.recorder.begin(world.recorder.ordinal, world.nowUs, event.cause);
    world.happen(node, event);
  }
}

type LinkAction = Extract<Action, { do: 'cut' } | { do: 'heal' } | { do: 'slow' }>;

function changeLink(world: World, action: LinkAction): void {
  const node = nodeNamed(world, action.node).index;
  const peer = action.peer === undefined ? -1 : nodeNamed(world, action.peer).index;
  if (action.do === 'cut') {
    world.network.cut(node, peer);
    world.write(node, 'cut', { peer });
  } else if (action.do === 'heal') {
    world.network.heal(node, peer, world.nowUs);
    world.write(node, 'healed', { peer });
  } else {
    world.network.slow(node, peer, action.addMs);
    world.write(node, 'slowed', { peer, addedMs: Math.trunc(action.addMs) });
  }
}
