/** Rebuilds a scenario that came with a link or a file, field by field. */
import {
  COMPONENT_KINDS,
  SERVICE_DISTRIBUTIONS,
  SERVICE_ORDERS,
  type NodeSpec,
  type ServiceSpec,
} from '../../models/index.ts';
import {
  CHECK_NAMES,
  type Chatter,
  type FaultKind,
  type LinkSpec,
  type Range,
  type Scenario,
} from '../../scenarios/index.ts';
import { readAction } from './read-plan.ts';
import type { Field } from './strict-json.ts';

export function readScenario(field: Field): Scenario {
  return {
    id: field.get('id').text(80),
    title: field.get('title').text(200),
    nodes: field.get('nodes').list(readNode),
    conversations: field.get('conversations').list((each) => ({
      name: each.get('name').text(40),
      members: each.get('members').list((member) => member.text(40)),
    })),
    network: readNetwork(field.get('network')),
    script: field.get('script').list((each) => ({
      atMs: each.get('atMs').number(),
      action: readAction(each.get('action')),
    })),
    chatter: field.get('chatter').list(readChatter),
    faults: {
      most: field.get('faults').get('most').whole(0, 1000),
      fromMs: field.get('faults').get('fromMs').number(),
      untilMs: field.get('faults').get('untilMs').number(),
      kinds: field.get('faults').get('kinds').list(readFault, 100),
    },
    durationMs: field.get('durationMs').number(),
    boundMs: field.get('boundMs').number(),
    checks: field.get('checks').list((check) => check.oneOf(CHECK_NAMES), CHECK_NAMES.length),
    design: field.get('design').table(),
  };
}

function readNode(field: Field): NodeSpec {
  const service = field.get('service');
  return {
    name: field.get('name').text(40),
    kind: field.get('kind').oneOf(COMPONENT_KINDS),
    settings: field.get('settings').table(),
    ...(service.value === undefined ? {} : { service: readService(service) }),
  };
}

const readService = (field: Field): ServiceSpec => ({
  workers: field.get('workers').whole(1, 10_000),
  serviceMs: field.get('serviceMs').number(),
  distribution: field.get('distribution').oneOf(SERVICE_DISTRIBUTIONS),
  ...(field.has('scv') ? { scv: field.get('scv').number() } : {}),
  queueLimit: field.get('queueLimit').whole(0, 1_000_000),
  ...(field.has('msPerMiB') ? { msPerMiB: field.get('msPerMiB').number() } : {}),
  ...(field.has('order') ? { order: field.get('order').oneOf(SERVICE_ORDERS) } : {}),
});

const readNetwork = (field: Field): Scenario['network'] => ({
  mobile: readLink(field.get('mobile')),
  datacentre: readLink(field.get('datacentre')),
  push: readLink(field.get('push')),
  ...(field.has('regions') ? { regions: readLink(field.get('regions')) } : {}),
});

const readLink = (field: Field): LinkSpec => ({
  floorMs: field.get('floorMs').number(),
  jitterMs: field.get('jitterMs').number(),
  loss: field.get('loss').number(),
  ...(field.has('mbps') ? { mbps: field.get('mbps').number() } : {}),
});

const readChatter = (field: Field): Chatter => ({
  conversation: field.get('conversation').text(40),
  phones: field.get('phones').list((phone) => phone.text(40)),
  messages: readRange(field.get('messages')),
  fromMs: field.get('fromMs').number(),
  untilMs: field.get('untilMs').number(),
});

function readRange(field: Field): Range {
  const [least, most, more] = field.list((each) => each.number(), 2);
  if (least === undefined || most === undefined || more !== undefined) {
    return field.fail('is not a pair of numbers');
  }
  return [least, most];
}

const names = (field: Field): readonly string[] => field.list((name) => name.text(40));

const FAULTS = [
  'crash',
  'cut',
  'pause',
  'airplane',
  'background',
  'drop',
  'slow',
  'skew',
  'reinstall',
] as const satisfies readonly FaultKind['fault'][];

function readFault(field: Field): FaultKind {
  const fault = field.get('fault').oneOf(FAULTS);
  const nodes = () => names(field.get('nodes'));
  const holdMs = () => readRange(field.get('holdMs'));
  switch (fault) {
    case 'crash':
    case 'pause':
      return { fault, nodes: nodes(), holdMs: holdMs() };
    case 'cut': {
      const cut = { fault, nodes: nodes(), holdMs: holdMs() };
      return field.has('peer') ? { ...cut, peer: field.get('peer').text(40) } : cut;
    }
    case 'airplane':
    case 'background':
      return { fault, phones: names(field.get('phones')), holdMs: holdMs() };
    case 'reinstall':
      return { fault, phones: names(field.get('phones')) };
    case 'drop':
      return { fault, packets: names(field.get('packets')), nth: readRange(field.get('nth')) };
    case 'slow':
      return { fault, nodes: nodes(), addMs: readRange(field.get('addMs')), holdMs: holdMs() };
    case 'skew':
      return { fault, nodes: nodes(), skewMs: readRange(field.get('skewMs')) };
  }
}
