/** What stands on the screen of one phone: its chats in the order in which it shows them. */
import { AWAITED, EVIDENCES, PLACES, RECORD, STATUSES } from '../../../models/index.ts';
import type { Awaited, Evidence, Status } from '../../../models/index.ts';
import type { TraceRecord } from '../../../kernel/index.ts';
import type { Branch, Projection } from '../../playback/index.ts';
import { changeOwn, findOwn, insert, move } from './chat-rows.ts';

export interface Bubble {
  /** Unlike the name, different for a second copy of one message. */
  readonly key: string;
  /** The message: phone/m1. */
  readonly name: string;
  readonly mine: boolean;
  /** The phone that typed it. */
  readonly from: number;
  readonly text: string;
  readonly atUs: number;
  /** Own messages: what stands beside it, on what word, and the record that put it there. */
  readonly status: Status;
  readonly evidence: Evidence;
  readonly statusRecord: number;
  /** What the phone still waits for; null when nothing is missing. */
  readonly awaited: Awaited | null;
  /** How many copies of this message stood here before this one. */
  readonly again: number;
  /** Of others: nobody has looked at it yet. */
  readonly unread: boolean;
}

export interface Banner {
  readonly text: string;
  readonly record: number;
}

export interface PhoneScreen {
  /** Bubbles by conversation, from top to bottom. Bubbles are replaced, never changed. */
  chats: Map<string, Bubble[]>;
  /** The chat in front of its user, '' before they opened one. */
  open: string;
  /** States of the phone's machines. */
  app: string;
  network: string;
  connection: string;
  down: boolean;
  banners: Banner[];
  /** A number of this conversation that never came. */
  gaps: Map<string, number>;
  /** What it believes of others: online, or the local time when last seen. */
  beliefs: Map<string, { online: boolean; lastSeenMs: number }>;
  /** The own copy of a message that was put somewhere else, until it is known why. */
  moved: { name: string; position: number } | null;
  /** All messages by name: who typed them, where and what. */
  typed: Map<string, { from: number; conversation: string; text: string; atUs: number }>;
}

const LOCAL = PLACES.indexOf('local');

function isOwner(branch: Branch, phone: number, from: number): boolean {
  const userOf = (node: number) =>
    branch.nodes.nodes[node]?.settings['user'] ?? branch.nodes.nodes[node]?.name;
  return phone === from || userOf(phone) === userOf(from);
}

type Apply = (screen: PhoneScreen, record: TraceRecord, branch: Branch, name: string) => void;

/** Records of any node: a message's text travels with it, so the screen must know all of them. */
function noteTyped(screen: PhoneScreen, record: TraceRecord, { view }: Branch, name: string): void {
  screen.typed.set(name, {
    from: record.node,
    conversation: view.names.text(record.b),
    text: view.names.text(record.a),
    atUs: record.timeUs,
  });
}

/** Own rows appear and move by being stored. Those of others appear when they are shown. */
function stored(screen: PhoneScreen, record: TraceRecord, branch: Branch, name: string): void {
  if (record.a !== LOCAL) return;
  const typed = screen.typed.get(name);
  if (typed === undefined) return;
  if (!isOwner(branch, record.node, typed.from)) {
    screen.moved = { name, position: record.c };
    return;
  }
  if (findOwn(screen, name) === null) {
    const status = typed.from === record.node ? 'clock' : 'sent';
    insert(screen, name, { mine: true, status }, record.c);
  } else move(screen, name, record.c);
}

function inFront(screen: PhoneScreen, name: string): boolean {
  const conversation = screen.typed.get(name)?.conversation;
  return screen.app === 'foreground' && conversation === screen.open;
}

/** The chat in front of its user has nothing unread. */
function read(screen: PhoneScreen): void {
  const chat = screen.app === 'foreground' ? screen.chats.get(screen.open) : undefined;
  chat?.forEach((bubble, at) => {
    if (bubble.unread) chat[at] = { ...bubble, unread: false };
  });
}

function changeState(screen: PhoneScreen, record: TraceRecord, { view }: Branch): void {
  const region = view.names.text(record.a);
  const after = view.names.text(record.c);
  if (region === 'app') {
    screen.app = after;
    // The app remembers which chat was open until its process ends.
    if (after === 'killed') screen.open = '';
    if (after === 'foreground') screen.banners = [];
    read(screen);
  } else if (region === 'network') screen.network = after;
  else if (region === 'connection') screen.connection = after;
}

const APPLY = new Map<number, Apply>([
  [RECORD.stored, stored],
  [
    RECORD.shown,
    (screen, record, _branch, name) => {
      screen.moved = null;
      const unread = !inFront(screen, name);
      insert(screen, name, { unread, atUs: record.timeUs }, record.a);
    },
  ],
  [
    RECORD.duplicate,
    (screen, _record, _branch, name) => {
      if (screen.moved?.name === name) move(screen, name, screen.moved.position);
      screen.moved = null;
    },
  ],
  [
    RECORD.status,
    (screen, record, _branch, name) =>
      changeOwn(screen, name, {
        status: STATUSES[record.a]!,
        evidence: EVIDENCES[record.b]!,
        statusRecord: record.index,
        awaited: null,
      }),
  ],
  [
    RECORD.awaiting,
    (screen, record, _branch, name) => changeOwn(screen, name, { awaited: AWAITED[record.a]! }),
  ],
  [
    RECORD.opened,
    (screen, record, { view }) => {
      screen.open = view.names.text(record.a);
      read(screen);
    },
  ],
  [RECORD.state, (screen, record, branch) => changeState(screen, record, branch)],
  [
    RECORD.crashed,
    (screen) => void Object.assign(screen, { down: true, open: '', connection: 'disconnected' }),
  ],
  [
    RECORD.restarted,
    (screen) => void Object.assign(screen, { down: false, app: 'foreground', network: 'none' }),
  ],
  [
    RECORD.banner,
    (screen, record, { view }) =>
      void screen.banners.push({ text: view.names.text(record.a), record: record.index }),
  ],
  [
    RECORD.gap,
    (screen, record, { view }) => void screen.gaps.set(view.names.text(record.a), record.b),
  ],
  [
    RECORD.belief,
    (screen, record, { view }) =>
      void screen.beliefs.set(view.names.text(record.a), {
        online: record.b === 1,
        lastSeenMs: record.c,
      }),
  ],
]);

const emptyScreen = (): PhoneScreen => ({
  chats: new Map(),
  open: '',
  app: 'foreground',
  network: 'none',
  connection: 'disconnected',
  down: false,
  banners: [],
  gaps: new Map(),
  beliefs: new Map(),
  moved: null,
  typed: new Map(),
});

const made = new Map<number, Projection<PhoneScreen>>();

/** The screen of the phone with this node number. The same projection every time, to be cached. */
export function phoneScreen(phone: number): Projection<PhoneScreen> {
  let projection = made.get(phone);
  if (projection === undefined) made.set(phone, (projection = screenOf(phone)));
  return projection;
}

function screenOf(phone: number): Projection<PhoneScreen> {
  return {
    start: emptyScreen,
    apply(screen, record, branch) {
      const isTyped = record.kind === RECORD.typed;
      if (record.node !== phone && !isTyped) return;
      const name = record.message < 0 ? '' : branch.view.names.text(record.message);
      if (isTyped) noteTyped(screen, record, branch, name);
      else APPLY.get(record.kind)?.(screen, record, branch, name);
    },
    copy: (screen) => ({
      ...screen,
      chats: new Map([...screen.chats].map(([name, chat]) => [name, [...chat]])),
      banners: [...screen.banners],
      gaps: new Map(screen.gaps),
      beliefs: new Map(screen.beliefs),
      typed: new Map(screen.typed),
    }),
  };
}
