/** One line of a script, `{ at: 2s, cut: ben, peer: balancer }`, into an action at a time. */
import type { Operation } from '../../models/index.ts';
import type { Action } from '../../scenarios/index.ts';
import type { TimedAction } from '../lesson.ts';
import { unknownWord } from '../reading/unknown-word.ts';
import type { WrittenScriptLine } from '../written/scenario-schema.ts';
import type { Spot } from './spot.ts';
import { bytesOf, msOf } from './units.ts';

type Field = Exclude<keyof WrittenScriptLine, 'at'>;

/** What a line may do, the fields it needs beside its own, and those it may have. */
const VERBS = {
  types: { needs: ['phone'], takes: ['in'] },
  attaches: { needs: ['phone'], takes: ['in', 'saying'] },
  opens: { needs: ['phone'], takes: [] },
  accepts: { needs: ['phone'], takes: [] },
  does: { needs: ['phone'], takes: [] },
  crash: { needs: [], takes: [] },
  restart: { needs: [], takes: [] },
  pause: { needs: [], takes: [] },
  resume: { needs: [], takes: [] },
  cut: { needs: [], takes: ['peer'] },
  heal: { needs: [], takes: ['peer'] },
  slow: { needs: ['by'], takes: ['peer'] },
  skew: { needs: ['by'], takes: [] },
  drop: { needs: [], takes: ['message', 'nth'] },
  delay: { needs: ['by'], takes: ['message', 'nth'] },
  knob: { needs: ['to'], takes: [] },
} as const satisfies Partial<Record<Field, { needs: readonly Field[]; takes: readonly Field[] }>>;

type Verb = keyof typeof VERBS;
const VERB_NAMES = Object.keys(VERBS) as readonly Verb[];

/** The action, or undefined with problems when the fields do not go together. */
export function compileLine(
  line: WrittenScriptLine,
  spot: Spot,
  conversations: readonly string[],
): TimedAction | undefined {
  const verbs = VERB_NAMES.filter((verb) => line[verb] !== undefined);
  const [verb] = verbs;
  if (verb === undefined) {
    spot.complain('E-FIELD', `nothing happens here: write one of ${VERB_NAMES.join(', ')}`);
    return undefined;
  }
  if (verbs.length > 1) {
    const message = `one thing happens in a line; this one has ${verbs.join(' and ')}`;
    spot.in(verbs[1]!).complainOfKey('E-FIELD', message);
    return undefined;
  }
  if (!fieldsFit(line, verb, spot)) return undefined;
  const action = actionOf(line, verb, spot, conversations);
  return action === undefined ? undefined : { atMs: msOf(line.at), action };
}

function fieldsFit(line: WrittenScriptLine, verb: Verb, spot: Spot): boolean {
  const { needs, takes }: { needs: readonly Field[]; takes: readonly Field[] } = VERBS[verb];
  const allowed: readonly string[] = ['at', verb, ...needs, ...takes];
  let fit = true;
  for (const need of needs) {
    if (line[need] !== undefined) continue;
    spot.complain('E-FIELD', `missing field "${need}", which "${verb}" needs`);
    fit = false;
  }
  for (const field of Object.keys(line)) {
    if (allowed.includes(field)) continue;
    spot.in(field).complainOfKey('E-FIELD', `"${field}" does not go with "${verb}"`);
    fit = false;
  }
  return fit;
}

function actionOf(
  line: WrittenScriptLine,
  verb: Verb,
  spot: Spot,
  conversations: readonly string[],
): Action | undefined {
  const phone = line.phone!;
  const peer = line.peer === undefined ? {} : { peer: line.peer };
  switch (verb) {
    case 'types': {
      const conversation = line.in ?? onlyConversation(spot, conversations);
      if (conversation === undefined) return undefined;
      return operate(phone, { act: 'type', conversation, text: line.types! });
    }
    case 'attaches': {
      const conversation = line.in ?? onlyConversation(spot, conversations);
      if (conversation === undefined) return undefined;
      const { saying: text = 'Look at this' } = line;
      return operate(phone, { act: 'attach', conversation, text, bytes: bytesOf(line.attaches!) });
    }
    case 'opens':
      return operate(phone, { act: 'open', conversation: line.opens! });
    case 'accepts':
      return operate(phone, { act: 'acceptKeys', conversation: line.accepts! });
    case 'does':
      return operate(phone, operationOf(line.does!));
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
      return { do: verb, node: line[verb]! };
    case 'cut':
    case 'heal':
      return { do: verb, node: line[verb]!, ...peer };
    case 'slow':
      return { do: 'slow', node: line.slow!, ...peer, addMs: msOf(line.by!) };
    case 'skew':
      return { do: 'skew', node: line.skew!, skewMs: msOf(line.by!) };
    case 'drop':
      return { do: 'drop', packet: line.drop!, ...packetOf(line) };
    case 'delay':
      return { do: 'delay', packet: line.delay!, ...packetOf(line), addMs: msOf(line.by!) };
    case 'knob':
      return { do: 'knob', key: line.knob!, value: line.to! };
  }
}

/** Which of a type's packets a line strikes: the first unless it says more. */
function packetOf({ message, nth = 1 }: WrittenScriptLine): { message?: string; nth: number } {
  return message === undefined ? { nth } : { message, nth };
}

function onlyConversation(spot: Spot, conversations: readonly string[]): string | undefined {
  if (conversations.length === 1) return conversations[0];
  const message = `say which conversation it is typed in: in: ${conversations.join(' or ')}`;
  spot.complain('E-FIELD', message);
  return undefined;
}

function operate(phone: string, operation: Operation): Action {
  return { do: 'operate', phone, operation };
}

function operationOf(doing: NonNullable<WrittenScriptLine['does']>): Operation {
  if (doing === 'airplane-on') return { act: 'airplane', on: true };
  if (doing === 'airplane-off') return { act: 'airplane', on: false };
  return { act: doing };
}

/** Complains unless the phrase names one of the known things; answers whether it does. */
export function mustBeKnown(
  spot: Spot,
  what: string,
  word: string,
  known: readonly string[],
): boolean {
  if (known.includes(word)) return true;
  spot.complain('E-REF', unknownWord(what, word, known));
  return false;
}
