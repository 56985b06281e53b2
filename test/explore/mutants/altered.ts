/** Plants a bug in a component: what it sends, what it hears, which timers reach it, what it records. */
import {
  components,
  type AnyComponent,
  type AnyDesign,
  type Arrival,
  type ComponentKind,
  type NodeContext,
  type NodeStore,
  type Packet,
  type RecordFields,
  type RecordName,
} from '../../../src/models/index.ts';

export type AnyNode = NodeContext<NodeStore<object, object>>;

/** Answers the packet itself where the bug leaves it alone, undefined where it swallows it. */
type ChangePacket = (packet: Packet, node: AnyNode, other: number) => Packet | undefined;

export interface Alteration {
  readonly sends?: ChangePacket;
  readonly hears?: ChangePacket;
  /** Whether a timer reaches the component. */
  readonly minds?: (timer: string, node: AnyNode) => boolean;
  readonly knobs?: AnyDesign;
  /** Whether a record is written; the bug may write others in its place. */
  readonly records?: (node: AnyNode, kind: RecordName, fields?: RecordFields) => boolean;
  /** What else it does when it has handled a packet. */
  readonly after?: (packet: Packet, node: AnyNode, arrival: Arrival) => void;
}

/** The bug must be a pure function of what it is handed, so that runs can be made again. */
export function altered(
  kind: ComponentKind,
  alteration: Alteration,
): Partial<Record<ComponentKind, AnyComponent>> {
  const original = components[kind];
  const bend = nodeBender(alteration);
  const { hears, minds, after } = alteration;
  const timer = original.timer?.bind(original);
  const changed: AnyComponent = {
    ...original,
    receive(node: AnyNode, packet, arrival) {
      const heard = hears === undefined ? packet : hears(packet, node, arrival.from);
      if (heard === undefined) return undefined;
      const event = original.receive(bend(node), heard, arrival);
      after?.(packet, node, arrival);
      return event;
    },
    ...(timer === undefined
      ? {}
      : {
          timer: (node: AnyNode, name: string, key: string) =>
            minds?.(name, node) === false ? undefined : timer(bend(node), name, key),
        }),
    actions: Object.fromEntries(
      Object.entries(original.actions).map(([name, action]) => [
        name,
        (node: AnyNode, params: unknown, event) => action(bend(node), params, event),
      ]),
    ),
    delays: Object.fromEntries(
      Object.entries(original.delays).map(([name, delay]) => [
        name,
        (node: AnyNode) => delay(bend(node)),
      ]),
    ),
  };
  if (original.boot !== undefined) changed.boot = (node: AnyNode) => original.boot?.(bend(node));
  if (original.operate !== undefined) {
    changed.operate = (node: AnyNode, operation) => original.operate?.(bend(node), operation);
  }
  return { [kind]: changed };
}

/** The node as the buggy component sees it. */
function nodeBender({ sends, records, knobs }: Alteration): (node: AnyNode) => AnyNode {
  const bent = new WeakMap<AnyNode, AnyNode>();
  return (node) => {
    const known = bent.get(node);
    if (known !== undefined) return known;
    const own: Partial<Record<string | symbol, unknown>> = {
      send(to: number, packet: Packet, connection = 0) {
        const sent = sends === undefined ? packet : sends(packet, node, to);
        if (sent !== undefined) node.send(to, sent, connection);
      },
      record(kind: RecordName, fields?: RecordFields) {
        if (records?.(node, kind, fields) === false) return -1;
        return node.record(kind, fields);
      },
    };
    const proxy = new Proxy(node, {
      get(target, key) {
        if (key === 'knobs') return { ...target.knobs, ...knobs };
        if (own[key] !== undefined) return own[key];
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    bent.set(node, proxy);
    return proxy;
  };
}
