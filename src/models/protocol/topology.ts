/** What is deployed, and who talks with whom. Nodes are numbered by their place in the list. */

export const COMPONENT_KINDS = [
  'phone',
  'load-balancer',
  'chat-server',
  'redis',
  'kafka',
  'cassandra',
  'notification-service',
  'push-provider',
  'key-registry',
  'crowd',
  'object-store',
  'cdn',
  'postgresql',
] as const;

export type ComponentKind = (typeof COMPONENT_KINDS)[number];

export const SERVICE_DISTRIBUTIONS = [
  'fixed',
  'exponential',
  'erlang',
  'hyperexponential',
] as const;
export const SERVICE_ORDERS = ['fifo', 'messagesFirst'] as const;

/** A service station in front of a node: c workers and one queue. */
export interface ServiceSpec {
  readonly workers: number;
  /** Mean service time. */
  readonly serviceMs: number;
  readonly distribution: (typeof SERVICE_DISTRIBUTIONS)[number];
  /**
   * Squared coefficient of variation of the service time. Erlang: 1/k for k phases in a row, 0.5
   * when left out. Hyperexponential: above 1, 4 when left out. The others have their own.
   */
  readonly scv?: number;
  /** Arrivals beyond this many waiting are refused. */
  readonly queueLimit: number;
  /** First come first served when left out; else what carries a message goes first, unbroken. */
  readonly order?: (typeof SERVICE_ORDERS)[number];
  /** What a packet that carries bytes of a photo takes on top, for each MiB; nothing by default. */
  readonly msPerMiB?: number;
}

export interface NodeSpec {
  /** Lower-case letters, digits and dashes: ana, server-1, redis. */
  readonly name: string;
  readonly kind: ComponentKind;
  readonly service?: ServiceSpec;
  /** What this kind of node wants to be told: a phone's user and platform, a broker's partitions. */
  readonly settings: Readonly<Record<string, string | number>>;
}

export interface Conversation {
  readonly name: string;
  readonly members: readonly string[];
}

/** The deployment as a node may know it: addresses and memberships, no state. */
export interface Topology {
  readonly nodes: readonly NodeSpec[];
  readonly conversations: readonly Conversation[];
  /** The number of a node, -1 when there is none of that name. */
  indexOf(name: string): number;
  /** Numbers of the nodes of one kind, in order. */
  ofKind(kind: ComponentKind): readonly number[];
  /** Numbers of a user's phones. */
  devicesOf(user: string): readonly number[];
  membersOf(conversation: string): readonly string[];
}

/** Whether a device is one beside its user's first: a desktop that is linked to a phone. */
export function isCompanionDevice({ nodes, devicesOf }: Topology, device: number): boolean {
  const spec = nodes[device];
  return spec !== undefined && devicesOf(String(spec.settings['user'] ?? spec.name))[0] !== device;
}

export function topologyOf(
  nodes: readonly NodeSpec[],
  conversations: readonly Conversation[],
): Topology {
  const indices = new Map(nodes.map((node, index) => [node.name, index]));
  const kinds = new Map<ComponentKind, number[]>(COMPONENT_KINDS.map((kind) => [kind, []]));
  const devices = new Map<string, number[]>();
  nodes.forEach((node, index) => {
    kinds.get(node.kind)?.push(index);
    if (node.kind !== 'phone') return;
    const user = String(node.settings['user'] ?? node.name);
    devices.set(user, [...(devices.get(user) ?? []), index]);
  });
  const members = new Map(conversations.map((each) => [each.name, each.members]));
  return {
    nodes,
    conversations,
    indexOf: (name) => indices.get(name) ?? -1,
    ofKind: (kind) => kinds.get(kind) ?? [],
    devicesOf: (user) => devices.get(user) ?? [],
    membersOf: (conversation) => members.get(conversation) ?? [],
  };
}

/** The CDN's edge that a phone asks: its setting `edge`, else the first; -1 when there is none. */
export function edgeFor(topology: Topology, phone: NodeSpec): number {
  const named = phone.settings['edge'];
  if (named !== undefined) return topology.indexOf(String(named));
  const isEdge = (index: number) => topology.nodes[index]?.settings['tier'] !== 'shield';
  return topology.ofKind('cdn').find(isEdge) ?? -1;
}
