/** A record as a plain English sentence: what the story, the shrunk story and the terminal print. */
import type { TraceRecord } from '../kernel/index.ts';
import {
  RECORD_NAMES,
  recordKind,
  type Awaited,
  type Closing,
  type Evidence,
  type Loss,
  type Place,
  type RecordName,
  type Refusal,
  type Status,
  type Topology,
} from '../models/index.ts';
import type { MessageBook } from './message-book.ts';
import { LOG_SENTENCES } from './log-sentences.ts';
import { MEMBERSHIP_SENTENCES } from './membership-sentences.ts';
import { quoted, sentence, type ReadNames } from './node-words.ts';
import * as words from './record-words.ts';
import { SEALING_SENTENCES } from './sealing-sentences.ts';
import { Telling } from './telling.ts';

/**
 * One sentence about one record, with people's names in place of identifiers. With a book of the
 * messages typed so far, a message is called by its text; without, "Ana's message 1".
 * @throws Error for a record of an unknown kind.
 */
export function storyOf(
  record: TraceRecord,
  names: ReadNames,
  topology: Topology,
  book?: MessageBook,
): string {
  const telling = new Telling(record, names, topology, book);
  const name = RECORD_NAMES[record.kind];
  const tell = name === undefined ? undefined : SENTENCES[name];
  return sentence(tell === undefined ? filled(telling) : tell(telling));
}

/** The sentences that need more than their template with the fields filled in. */
const SENTENCES: Partial<Record<RecordName, (telling: Telling) => string>> = {
  ...SEALING_SENTENCES,
  ...LOG_SENTENCES,
  ...MEMBERSHIP_SENTENCES,
  typed: (told) => `${told.person} types ${quoted(told.text('text'))}.`,
  stored: storedSentence,
  forgotten: (told) =>
    `${told.node} removes ${told.message} from its ${words.PLACE_WORDS[told.member<Place>('place')]}`,
  shown: (told) => `${told.node} shows ${quoted(told.text('text'))}.`,
  status: statusSentence,
  opened: (told) => `${told.person} opens ${told.chat('conversation')}`,
  awaiting: (told) => {
    const awaited = words.AWAITED_WORDS[told.member<Awaited>('awaited')];
    return `${told.node} waits for ${awaited.replace('*', told.message)}.`;
  },
  sent: (told) => `${told.node} sends ${told.packet} to ${told.other('to')}`,
  received: (told) => `${told.node} receives ${told.packet} from ${told.other('from')}`,
  delayed: (told) =>
    `${told.packet} to ${told.other('to')} is held up for ${told.number('addedMs')} ms`,
  lost: (told) => {
    const reason = words.LOSS_WORDS[told.member<Loss>('reason')].replace('*', told.node);
    return `${told.packet} from ${told.other('from')} never reaches ${told.node}: ${reason}`;
  },
  refused: (told) => {
    const reason = words.REFUSAL_WORDS[told.member<Refusal>('reason')];
    const other = told.number('from') < 0 ? '' : ` ${told.other('from')}`;
    if (told.member<Refusal>('reason') === 'timeout')
      return `${told.node} gives up waiting for${other}`;
    return `${told.node} refuses${other}: ${reason}`;
  },
  accepted: (told) => {
    const evidence = words.ACCEPT_WORDS[told.member<Evidence>('evidence')];
    const number = told.number('sequence');
    return `${told.node} accepts ${told.message}${number > 0 ? ` as number ${number}` : ''} ${evidence}`;
  },
  marked: (told) => {
    const mark = words.MARK_WORDS[told.member<Status>('status')];
    return `${told.node} marks ${told.message} ${mark}: ${evidenceOf(told)}`;
  },
  routed: (told) => {
    const place = told.number('server') < 0 ? 'offline' : `at ${told.other('server')}`;
    return `${told.node} believes that ${told.user('user')} is ${place}`;
  },
  duplicate: (told) => `${told.node} has ${told.message} already and keeps one copy`,
  state: stateSentence,
  disconnected: (told) => {
    const closing = words.CLOSING_WORDS[told.member<Closing>('closing')];
    return `${told.node} loses its connection with ${told.other('peer')}: ${closing}`;
  },
  crashed: (told) => `${told.node} crashes; what was only in memory is gone`,
  paused: (told) => `${told.node} freezes`,
  resumed: (told) => `${told.node} goes on where it froze`,
  cut: (told) =>
    told.number('peer') < 0
      ? `${told.node} is cut off from the network`
      : `the network between ${told.node} and ${told.other('peer')} is cut`,
  healed: (told) =>
    told.number('peer') < 0
      ? `${told.node} has its network back`
      : `the network between ${told.node} and ${told.other('peer')} is whole again`,
  slowed: slowedSentence,
  skewed: (told) => {
    const skewMs = told.number('skewMs');
    if (skewMs === 0) return `the clock of ${told.node} is right again`;
    return `the clock of ${told.node} is ${Math.abs(skewMs)} ms ${skewMs > 0 ? 'fast' : 'slow'}`;
  },
  notified: (told) => `${told.node} asks for a push to ${told.user('user')}`,
  banner: (told) => `${told.node} shows a notification: ${quoted(told.text('text'))}.`,
  expired: (told) => `${told.node} lets the key ${told.text('key')} expire`,
  gap: (told) =>
    `${told.node} misses number ${told.number('sequence')} of ${told.chat('conversation')}`,
  belief: (told) =>
    `${told.node} believes that ${told.user('user')} is ` +
    (told.number('online') === 1 ? 'online' : 'offline'),
  queue: (told) => `${told.node} has ${told.number('depth')} packets waiting in its queue`,
};

const STORED: Readonly<Record<Place, string>> = {
  outbox: 'keeps * in its outbox until it is acknowledged',
  local: 'stores * in its own database',
  buffer: 'holds * in memory only',
  log: 'writes * to its log',
  table: 'writes * to its table',
  tableOutbox: 'notes that * is still to be delivered',
  offlineList: 'puts * on the offline list',
  provider: 'keeps the push about * for later',
};

function storedSentence(told: Telling): string {
  const place = told.member<Place>('place');
  const kept = STORED[place].replace('*', told.message);
  const isRisky = told.number('durable') === 0 && (place === 'log' || place === 'table');
  return `${told.node} ${kept}${isRisky ? ', but not to disk yet' : ''}`;
}

function statusSentence(told: Telling): string {
  const status = told.member<Status>('status');
  const shown = `${told.node} shows ${words.STATUS_WORDS[status]} on ${told.message}`;
  // A clock needs no reason: everybody knows what waiting looks like.
  return status === 'clock' ? `${shown}.` : `${shown}: ${evidenceOf(told)}`;
}

function evidenceOf(told: Telling): string {
  return words.EVIDENCE_WORDS[told.member<Evidence>('evidence')].replace('*', told.otherSide);
}

/** What people see of their phones in words of their own; other machines by their states' names. */
function stateSentence(told: Telling): string {
  const machine = told.text('machine');
  const [before, after] = [told.text('before'), told.text('after')];
  const life = machine === 'app' ? words.LIFE_WORDS[after] : undefined;
  if (life !== undefined) {
    const isStart = before === 'killed' && after === 'foreground';
    return isStart ? `${told.person} starts the app again` : life.replace('*', told.node);
  }
  if (machine === 'network') {
    const bearer = words.BEARER_WORDS[after];
    if (bearer !== undefined) return `${told.node} ${bearer}`;
  }
  return `${told.node}: ${spaced(machine)} goes from ${spaced(before)} to ${spaced(after)}`;
}

function slowedSentence(told: Telling): string {
  const link =
    told.number('peer') < 0
      ? `the network of ${told.node}`
      : `the network between ${told.node} and ${told.other('peer')}`;
  const addedMs = told.number('addedMs');
  return addedMs === 0 ? `${link} is as fast as before` : `${link} is ${addedMs} ms slower`;
}

/** A kind without a sentence of its own: its template with every field filled in. */
function filled(told: Telling): string {
  const { sentence: template, fields } = recordKind(told.record.kind);
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'node') return told.node;
    if (name === 'message') return told.message;
    const kind = fields.find((field) => field.name === name)?.kind;
    if (kind === 'node') return told.other(name);
    if (kind === 'text') return told.text(name);
    if (kind === 'flag') return told.number(name) === 1 ? 'yes' : 'no';
    return kind === 'number' ? String(told.number(name)) : spaced(told.member(name));
  });
}

/** `halfOpen` as "half open". */
function spaced(identifier: string): string {
  return identifier
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('.', ', ')
    .toLowerCase();
}
