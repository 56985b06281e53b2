/** The layout in React Flow's own terms. Sizes and handles are given, so it need not measure. */
import type { Edge, Node } from 'reactflow';
import type { Topology } from '../../../models/index.ts';
import type { Cast } from './cast.ts';
import type { MapLayout } from './layout.ts';
import type { LinkShape } from './links.ts';
import type { Box } from './places.ts';

/** What a page may give to the phones on the map. */
// A type and not an interface: React Flow asks of its data that any key may be looked up.
export type PhoneGiven = {
  /** Proposed texts by phone name. */
  readonly drafts?: Readonly<Record<string, string>> | undefined;
  readonly onTick?: ((message: string, phone: number) => void) | undefined;
};

export type CardNode = Node<{ readonly node: number }, 'card'>;
export type PhoneNodeType = Node<{ readonly node: number } & PhoneGiven, 'phone'>;
export type CrowdNode = Node<{ readonly cast: Cast }, 'crowd'>;
export type RegionNode = Node<{ readonly name: string; readonly look: string }, 'region'>;
export type LinkEdgeType = Edge<{ readonly link: LinkShape; readonly name: string }, 'link'>;

const placed = (id: string, box: Box) => ({
  id,
  position: { x: box.x, y: box.y },
  width: box.width,
  height: box.height,
});

export function flowNodes(
  topology: Topology,
  cast: Cast,
  layout: MapLayout,
  given: PhoneGiven,
): Node[] {
  const regions = layout.regions.map((region): RegionNode => {
    const { name, look } = region;
    return { ...placed(name, region), type: 'region', data: { name, look }, zIndex: -2 };
  });
  const crowd: CrowdNode[] =
    layout.crowd === null
      ? []
      : [{ ...placed(crowdId(cast), layout.crowd), type: 'crowd', data: { cast }, zIndex: -1 }];
  const members = new Set(cast.crowd);
  const nodes: Node[] = [];
  // In reading order, phones first: the order in which the keyboard walks over them.
  for (const [node, box] of layout.boxes) {
    if (members.has(node)) continue;
    const isPhone = topology.nodes[node]!.kind === 'phone';
    const element: CardNode | PhoneNodeType = isPhone
      ? { ...placed(String(node), box), type: 'phone', data: { node, ...given } }
      : { ...placed(String(node), box), type: 'card', data: { node } };
    nodes.push(element);
  }
  return [...regions, ...crowd, ...nodes];
}

/** The crowd stands on the map under the number of its first member. */
const crowdId = (cast: Cast): string => String(cast.crowd[0]);

export function flowEdges(topology: Topology, layout: MapLayout): LinkEdgeType[] {
  return [...layout.links.values()].map((link) => ({
    id: link.key,
    type: 'link',
    source: String(link.from),
    target: String(link.to),
    data: { link, name: linkName(topology, link) },
    focusable: false,
    selectable: false,
    ariaRole: 'group',
    ariaLabel: linkName(topology, link),
  }));
}

export function linkName(topology: Topology, { from, to }: Pick<LinkShape, 'from' | 'to'>): string {
  return `Link between ${topology.nodes[from]!.name} and ${topology.nodes[to]!.name}`;
}
