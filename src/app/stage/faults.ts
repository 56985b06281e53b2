/** What can be done to a node or a link, and how it is undone. One list for tray, menus and palette. */
import {
  ClockAlert,
  MessageCircle,
  PackageOpen,
  Pause,
  Plane,
  PowerOff,
  Skull,
  Turtle,
  Unplug,
  type LucideIcon,
} from 'lucide-react';
import type { NodeSpec } from '../../models/index.ts';
import type { Action } from '../../scenarios/index.ts';
import { pairKey, type Faces } from './projections/node-faces.ts';

export interface Fault {
  readonly id: string;
  /** What it does, and what undoes it: "Crash", "Restart". */
  readonly label: string;
  readonly undo: string;
  /** In one line, for a person who meets it first. */
  readonly about: string;
  readonly Icon: LucideIcon;
  fits(spec: NodeSpec): boolean;
  isOn(faces: Faces, node: number): boolean;
  action(name: string, on: boolean): Action;
}

/** Enough to outlast a retry, and to be seen at an ordinary pace. */
const SLOW_MS = 2000;
/** A clock that is a minute fast. */
const SKEW_MS = 60_000;

const isPhone = (spec: NodeSpec): boolean => spec.kind === 'phone';
const isServer = (spec: NodeSpec): boolean => spec.kind !== 'phone';
const any = (): boolean => true;

const appOf = (faces: Faces, node: number): string => faces.nodes[node]?.states.get('app') ?? '';

export const FAULTS: readonly Fault[] = [
  {
    id: 'crash',
    label: 'Crash',
    undo: 'Restart',
    about: 'The process dies. What was only in memory is gone, and nobody is told.',
    Icon: PowerOff,
    fits: isServer,
    isOn: (faces, node) => faces.nodes[node]?.down ?? false,
    action: (name, on) => ({ do: on ? 'crash' : 'restart', node: name }),
  },
  {
    id: 'pause',
    label: 'Pause',
    undo: 'Resume',
    about: 'It stands still, as in a long garbage collection. Nothing is lost.',
    Icon: Pause,
    fits: isServer,
    isOn: (faces, node) => faces.nodes[node]?.paused ?? false,
    action: (name, on) => ({ do: on ? 'pause' : 'resume', node: name }),
  },
  {
    id: 'cut',
    label: 'Cut off',
    undo: 'Heal',
    about: 'No packet passes, in either direction. Neither side is told.',
    Icon: Unplug,
    fits: any,
    isOn: (faces, node) => (faces.links.get(pairKey(node, node))?.cuts ?? 0) > 0,
    action: (name, on) => ({ do: on ? 'cut' : 'heal', node: name }),
  },
  {
    id: 'slow',
    label: 'Slow',
    undo: 'Full speed',
    about: `Every packet to or from it takes ${SLOW_MS / 1000} s longer.`,
    Icon: Turtle,
    fits: any,
    isOn: (faces, node) => (faces.links.get(pairKey(node, node))?.slowMs ?? 0) > 0,
    action: (name, on) => ({ do: 'slow', node: name, addMs: on ? SLOW_MS : 0 }),
  },
  {
    id: 'skew',
    label: 'Wrong clock',
    undo: 'Right clock',
    about: 'Its clock runs a minute ahead of all others.',
    Icon: ClockAlert,
    fits: any,
    isOn: (faces, node) => (faces.nodes[node]?.skewMs ?? 0) !== 0,
    action: (name, on) => ({ do: 'skew', node: name, skewMs: on ? SKEW_MS : 0 }),
  },
  {
    id: 'airplane',
    label: 'Airplane mode',
    undo: 'Network on',
    about: 'The phone has no network and knows it.',
    Icon: Plane,
    fits: isPhone,
    isOn: (faces, node) => faces.nodes[node]?.states.get('network') === 'none',
    action: (phone, on) => ({ do: 'operate', phone, operation: { act: 'airplane', on } }),
  },
  {
    id: 'background',
    label: 'Background',
    undo: 'Foreground',
    about: 'The user looks at something else. After a while the app is suspended.',
    Icon: MessageCircle,
    fits: isPhone,
    isOn: (faces, node) => ['background', 'suspended'].includes(appOf(faces, node)),
    action: (phone, on) => ({
      do: 'operate',
      phone,
      operation: { act: on ? 'background' : 'foreground' },
    }),
  },
  {
    id: 'kill',
    label: 'Kill the app',
    undo: 'Launch',
    about: 'The app’s process ends. What it kept on disk stays.',
    Icon: Skull,
    fits: isPhone,
    isOn: (faces, node) => appOf(faces, node) === 'killed',
    action: (phone, on) => ({ do: 'operate', phone, operation: { act: on ? 'kill' : 'launch' } }),
  },
  {
    // It is over as soon as it is done, so there is nothing to undo.
    id: 'reinstall',
    label: 'Reinstall',
    undo: 'Reinstall',
    about: 'The app is deleted and installed anew. All that it kept on this phone is gone.',
    Icon: PackageOpen,
    fits: isPhone,
    isOn: () => false,
    action: (phone) => ({ do: 'operate', phone, operation: { act: 'reinstall' } }),
  },
];

export const faultsFor = (spec: NodeSpec): readonly Fault[] =>
  FAULTS.filter((fault) => fault.fits(spec));

/** The words on its button for this node now. */
export const faultLabel = (fault: Fault, faces: Faces, node: number): string =>
  fault.isOn(faces, node) ? fault.undo : fault.label;

/** What striking this node with this fault does now: bring it about, or undo it. */
export const strike = (fault: Fault, faces: Faces, node: number, name: string): Action =>
  fault.action(name, !fault.isOn(faces, node));
