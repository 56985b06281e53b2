/** Rebuilds actions, plans and edits that came with a link or a file, field by field. */
import type { Operation } from '../../models/index.ts';
import type { Action, Edit, PlanItem } from '../../scenarios/index.ts';
import type { Field } from './strict-json.ts';

const DEEDS = [
  'operate',
  'crash',
  'restart',
  'pause',
  'resume',
  'cut',
  'heal',
  'slow',
  'skew',
  'drop',
  'delay',
  'knob',
] as const;

export function readAction(field: Field): Action {
  const deed = field.get('do').oneOf(DEEDS);
  const node = () => field.get('node').text(40);
  const peer = field.has('peer') ? { peer: field.get('peer').text(40) } : {};
  switch (deed) {
    case 'operate':
      return {
        do: deed,
        phone: field.get('phone').text(40),
        operation: readOperation(field.get('operation')),
      };
    case 'crash': {
      if (!field.has('how')) return { do: deed, node: node() };
      return { do: deed, node: node(), how: field.get('how').oneOf(['machine', 'process']) };
    }
    case 'restart':
    case 'pause':
    case 'resume':
      return { do: deed, node: node() };
    case 'cut':
    case 'heal':
      return { do: deed, node: node(), ...peer };
    case 'slow':
      return { do: deed, node: node(), ...peer, addMs: field.get('addMs').number() };
    case 'skew':
      return { do: deed, node: node(), skewMs: field.get('skewMs').number() };
    case 'drop':
      return { do: deed, ...readPacket(field) };
    case 'delay':
      return { do: deed, ...readPacket(field), addMs: field.get('addMs').number() };
    case 'knob': {
      const value = field.get('value');
      const read = typeof value.value === 'string' ? value.text(80) : value.number();
      return { do: deed, key: field.get('key').text(80), value: read };
    }
  }
}

/** Which packet is struck: the nth of its type, of one message where it is named. */
function readPacket(field: Field): { packet: string; nth: number; message?: string } {
  const packet = { packet: field.get('packet').text(40), nth: field.get('nth').whole(1) };
  return field.has('message') ? { ...packet, message: field.get('message').text(80) } : packet;
}

const ACTS = [
  'type',
  'open',
  'watch',
  'acceptKeys',
  'airplane',
  'background',
  'foreground',
  'suspend',
  'kill',
  'launch',
  'reinstall',
  'attach',
  'unlink',
  'add',
] as const satisfies readonly Operation['act'][];

// An operation that is not in the list would make every link that holds it a damaged one.
type Forgotten = Exclude<Operation['act'], (typeof ACTS)[number]>;
const NONE_FORGOTTEN: [Forgotten] extends [never] ? true : Forgotten = true;
void NONE_FORGOTTEN;

function readOperation(field: Field): Operation {
  const act = field.get('act').oneOf(ACTS);
  switch (act) {
    case 'type': {
      const conversation = field.get('conversation').text(40);
      return { act, conversation, text: field.get('text').text(500) };
    }
    case 'attach': {
      const conversation = field.get('conversation').text(40);
      const text = field.get('text').text(500);
      return { act, conversation, text, bytes: field.get('bytes').whole() };
    }
    case 'add': {
      const conversation = field.get('conversation').text(40);
      return { act, conversation, user: field.get('user').text(40) };
    }
    case 'open':
    case 'acceptKeys':
      return { act, conversation: field.get('conversation').text(40) };
    case 'watch':
      return { act, user: field.get('user').text(40) };
    case 'airplane':
      return { act, on: field.get('on').truth() };
    default:
      return { act };
  }
}

export const readPlanItem = (field: Field): PlanItem => ({
  id: field.get('id').text(120),
  atUs: field.get('atUs').whole(),
  action: readAction(field.get('action')),
});

export function readEdit(field: Field): Edit {
  const edit = field.get('edit').oneOf(['add', 'remove', 'move']);
  const id = field.get('id').text(120);
  if (edit === 'remove') return { edit, id };
  const timeUs = field.get('timeUs').whole();
  if (edit === 'move') return { edit, id, timeUs };
  return {
    edit,
    id,
    timeUs,
    afterEvent: field.get('afterEvent').whole(-1),
    action: readAction(field.get('action')),
  };
}
