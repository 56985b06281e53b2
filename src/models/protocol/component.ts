/** What a component is to the world, and what the world is to a component. */
import type { AnyStateMachine } from 'xstate';
import type { Purpose } from '../../kernel/index.ts';
import type { MachineEvent } from '../../statechart/index.ts';
import type { AnyDesign, KnobTable } from './knobs.ts';
import type { CrowdDesk, MemberService } from './members.ts';
import type { Packet } from './packets.ts';
import type { RecordName } from './records.ts';
import type { Sealing } from './sealer.ts';
import type { NodeStore } from './store.ts';
import type { ComponentKind, NodeSpec, Topology } from './topology.ts';

/** The fields of a record by name; text is interned, enum members and nodes become numbers. */
export interface RecordFields {
  readonly message?: string;
  /** A second cause: the record that a join waited for. */
  readonly join?: number;
  readonly [field: string]: string | number | boolean | undefined;
}

/** A node as its own component sees it. Everything a component may ask of the world is here. */
export interface NodeContext<
  Store extends NodeStore<object, object> = NodeStore<never, never>,
  Knobs extends AnyDesign = AnyDesign,
> {
  readonly index: number;
  readonly name: string;
  readonly spec: NodeSpec;
  readonly store: Store;
  /** The policy in force now; read it when deciding, never keep it. */
  readonly knobs: Knobs;
  readonly topology: Topology;
  /** How this run seals: by labels, or by real cryptography. The trace is the same. */
  readonly sealing: Sealing;
  /** The node's own clock, skew included. Integer microseconds. */
  localTimeUs(): number;
  /** A keyed draw in [0,1): the same for the same purpose and key, whatever else happens. */
  luck(purpose: Purpose, ...key: readonly (string | number)[]): number;
  /** The state of one of its machines, by the region's name. */
  state(region: string): string;
  context(region: string, key: string): number | boolean | string;
  /** Offers an event to all its machines, in the fixed order of `regions`. */
  step(event: MachineEvent): void;
  /** Hands a packet to the network. connection 0 is the data centre's own pooled connections. */
  send(to: number, packet: Packet, connection?: number): void;
  /** Closes a connection of its own: what of it has not left yet never will. */
  hangUp(connection: number): void;
  /** Writes a record; answers its number, so that a later one can name it as its join. */
  record(kind: RecordName, fields?: RecordFields): number;
  /** A timer that is not a state's own `after`: a retry for one message, one request's timeout. */
  startTimer(name: string, delayMs: number, key?: string): void;
  stopTimer(name: string, key?: string): void;
  /** The members of crowds, where the deployment has any. */
  readonly crowds?: CrowdDesk;
}

/** How a packet came. */
export interface Arrival {
  readonly from: number;
  /** The phone's number for its socket, 0 for the data centre's connections. */
  readonly connection: number;
}

/** What a person does with a phone. */
export type Operation =
  | { readonly act: 'type'; readonly conversation: string; readonly text: string }
  /** Sends a photo or video of so many bytes, with a few words. */
  | {
      readonly act: 'attach';
      readonly conversation: string;
      readonly text: string;
      readonly bytes: number;
    }
  | { readonly act: 'open'; readonly conversation: string }
  | { readonly act: 'airplane'; readonly on: boolean }
  /** Looks at the header of a chat, where a user's state is shown. */
  | { readonly act: 'watch'; readonly user: string }
  | { readonly act: 'background' | 'foreground' | 'suspend' | 'kill' | 'launch' }
  /** The app is deleted with all it kept, and installed anew. */
  | { readonly act: 'reinstall' }
  /** This device, linked to its user's phone, is removed with all it kept. */
  | { readonly act: 'unlink' }
  /** Lets a user into a group. */
  | { readonly act: 'add'; readonly conversation: string; readonly user: string }
  /** The new keys of the people in this conversation are taken for theirs. */
  | { readonly act: 'acceptKeys'; readonly conversation: string };

/** One flat machine of a component. Regions are fed in the order in which they are listed. */
export interface Region {
  readonly name: string;
  readonly machine: AnyStateMachine;
}

/** What a node shows when somebody opens it: titled tables of plain values. */
export interface InspectionTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

export interface Inspection {
  readonly tables: readonly InspectionTable[];
  /** The one number shown on the node: queue, keys, lag. */
  readonly vital: { readonly label: string; readonly value: number };
}

export interface Fidelity {
  readonly models: readonly string[];
  readonly leavesOut: readonly string[];
  /** Whose defaults and which version. */
  readonly assumes: string;
  readonly sources: readonly string[];
}

/** A component: its machines, its store, and how it answers. Node is its own kind of NodeContext. */
export interface Component<Node = never> {
  readonly kind: ComponentKind;
  readonly regions: readonly Region[];
  readonly knobs: KnobTable;
  readonly fidelity: Fidelity;
  createStore(spec: NodeSpec, topology: Topology): NodeStore<object, object>;
  /** Once its machines have started: at the beginning and after every restart. */
  boot?(node: Node): void;
  /** Judges a packet in the present state; the event it returns then steps the machines. */
  receive(node: Node, packet: Packet, arrival: Arrival): MachineEvent | undefined;
  /** The phones' sockets that the operating system resets when the process dies. */
  openSockets?(node: Node): readonly { readonly to: number; readonly connection: number }[];
  operate?(node: Node, operation: Operation): MachineEvent | undefined;
  readonly members?: MemberService<Node>;
  /** A timer started by startTimer is due. */
  timer?(node: Node, name: string, key: string): MachineEvent | undefined;
  /** The effect actions that its machines name. */
  readonly actions: Readonly<
    Record<string, (node: Node, params: unknown, event: MachineEvent) => void>
  >;
  /** The delays that its machines name, in milliseconds. */
  readonly delays: Readonly<Record<string, (node: Node) => number>>;
  inspect(node: Node): Inspection;
}

/** A component whose node type is not known to the caller. */
// oxlint-disable-next-line typescript/no-explicit-any -- only the world, which made the node, calls it
export type AnyComponent = Component<any>;
