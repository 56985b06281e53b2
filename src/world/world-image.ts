/** Everything about a world that changes, copied out between two moments and back in. */
import type { EnvelopeLog } from './envelope-log.ts';
import type { WorldNode } from './world-node.ts';
import type { World } from './world.ts';

/** Full copies: nothing in an image is shared with the world it was taken from. */
export type WorldImage = ReturnType<typeof imageOf>;

export function imageOf(world: World) {
  return {
    nowUs: world.nowUs,
    design: { ...world.design },
    wheel: world.wheel.save(),
    network: world.network.save(),
    machines: world.machines.save(),
    timers: world.timers.save(),
    stations: world.stations.map((station) => station?.save()),
    crowds: [...world.crowds.values()].map((crowd) => crowd.save()),
    // Held events never change; the list of them does.
    nodes: world.nodes.map(({ store, down, life, paused, held, skewUs }) => ({
      store: store.save(),
      node: { down, life, paused, held: [...held], skewUs },
    })),
  };
}

export function becomeImage(world: World, image: WorldImage, rows: EnvelopeLog): void {
  world.nowUs = image.nowUs;
  world.design = { ...image.design };
  world.wheel.restore(image.wheel);
  world.network.restore(image.network, rows);
  world.machines.restore(image.machines);
  world.timers.restore(image.timers);
  image.stations.forEach((station, index) => {
    if (station !== undefined) world.stations[index]?.restore(station);
  });
  [...world.crowds.values()].forEach((crowd, index) => crowd.restore(image.crowds[index]!));
  image.nodes.forEach((saved, index) => {
    const node = world.nodes[index] as WorldNode;
    node.store.restore(saved.store);
    Object.assign(node, saved.node, { held: [...saved.node.held] });
  });
}
