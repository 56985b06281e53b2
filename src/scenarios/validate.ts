/** Every mistake of a scenario at once, with its place, for the author of a lesson. */
import {
  COMPONENT_KINDS,
  SERVICE_DISTRIBUTIONS,
  SERVICE_ORDERS,
  type KnobTable,
  type ServiceSpec,
} from '../models/index.ts';
import { CHECK_NAMES } from './check-names.ts';
import { didYouMean } from './nearest.ts';
import { ProblemList, type Problem, type ProblemPath } from './problem.ts';
import type { Scenario } from './scenario.ts';
import { namesIn } from './validate-action.ts';
import { checkBrokers } from './validate-brokers.ts';
import { checkCrowds } from './validate-crowd.ts';
import { validateDesign } from './validate-design.ts';
import { checkMedia } from './validate-media.ts';
import { checkRedis } from './validate-redis.ts';
import { checkRing } from './validate-ring.ts';
import { checkChatter, checkFaults, checkScript } from './validate-workload.ts';

const NODES_MAX = 10_000;
/** A year: enough for every expiry that the models know. */
const DURATION_MS_MAX = 365 * 24 * 3_600_000;

/**
 * What is wrong with a scenario whose fields have the right types; [] when it can be run.
 * @param knobs all knobs of the models in use; keys and values of the design must be among them.
 */
export function validateScenario(scenario: Scenario, knobs: KnobTable): readonly Problem[] {
  const list = new ProblemList();
  const context = { scenario, known: namesIn(scenario), knobs };
  if (scenario.id === '') list.add(['id'], 'the scenario has no id: give it one, as in L06');
  if (scenario.title.trim() === '') list.add(['title'], 'the title is empty: write one');
  checkNodes(list, scenario);
  checkCrowds(list, scenario);
  checkConversations(list, scenario, [...new Set(context.known.users)]);
  checkNetwork(list, scenario);
  checkDuration(list, scenario);
  checkScript(list, context);
  checkChatter(list, context);
  checkFaults(list, context);
  checkChecks(list, scenario);
  checkRing(list, scenario, knobs);
  checkBrokers(list, scenario, knobs);
  checkRedis(list, scenario, knobs);
  checkMedia(list, scenario);
  return [...list.problems, ...validateDesign(scenario.design, knobs)];
}

function checkNodes(list: ProblemList, { nodes }: Scenario): void {
  if (nodes.length === 0) {
    list.add(['nodes'], 'there is no node: a chat needs at least two phones and a server');
  }
  if (nodes.length > NODES_MAX) {
    list.add(['nodes'], `${nodes.length} nodes; expected at most ${NODES_MAX}`);
  }
  nodes.forEach((node, place) => {
    const path = ['nodes', place];
    list.name([...path, 'name'], node.name);
    list.oneOf([...path, 'kind'], 'component', node.kind, COMPONENT_KINDS);
    if (node.service !== undefined) checkService(list, [...path, 'service'], node.service);
  });
  list.distinct(nodes.map(({ name }, place) => ({ path: ['nodes', place, 'name'], name })));
}

function checkService(list: ProblemList, path: ProblemPath, service: ServiceSpec): void {
  list.whole([...path, 'workers'], service.workers, 1);
  list.atLeast([...path, 'serviceMs'], service.serviceMs, 0, 'service time in ms');
  list.whole([...path, 'queueLimit'], service.queueLimit, 0);
  list.atLeast([...path, 'msPerMiB'], service.msPerMiB ?? 0, 0, 'service time in ms');
  const { distribution, scv, order = 'fifo' } = service;
  list.oneOf([...path, 'distribution'], 'distribution', distribution, SERVICE_DISTRIBUTIONS);
  list.oneOf([...path, 'order'], 'order', order, SERVICE_ORDERS);
  if (scv === undefined) return;
  const place = [...path, 'scv'];
  if (distribution === 'erlang' && !(scv > 0 && scv <= 1)) {
    list.add(place, `an Erlang service time varies less than that: expected 0 to 1, not ${scv}`);
  } else if (distribution === 'hyperexponential' && !(scv >= 1)) {
    list.add(place, `a hyperexponential service time varies more: expected 1 or more, not ${scv}`);
  } else if (distribution === 'fixed' || distribution === 'exponential') {
    list.add(place, `a ${distribution} service time has its own variation: leave scv out`);
  }
}

function checkConversations(
  list: ProblemList,
  { conversations }: Scenario,
  users: readonly string[],
): void {
  conversations.forEach(({ name, members }, place) => {
    const path = ['conversations', place];
    list.name([...path, 'name'], name);
    if (members.length < 2) {
      list.add(
        [...path, 'members'],
        `${members.length} in a conversation: name at least two users`,
      );
    }
    members.forEach((member, nth) =>
      list.oneOf([...path, 'members', nth], 'user with a phone', member, users),
    );
    list.distinct(members.map((name, nth) => ({ path: [...path, 'members', nth], name })));
  });
  list.distinct(
    conversations.map(({ name }, place) => ({ path: ['conversations', place, 'name'], name })),
  );
}

function checkNetwork(list: ProblemList, { network }: Scenario): void {
  for (const name of ['mobile', 'datacentre', 'push', 'regions'] as const) {
    const path = ['network', name];
    const link = network[name];
    if (link === undefined) continue;
    const { floorMs, jitterMs, loss, mbps = 1 } = link;
    list.atLeast([...path, 'floorMs'], floorMs, 0, 'latency in ms');
    list.atLeast([...path, 'jitterMs'], jitterMs, 0, 'latency in ms');
    if (!(mbps > 0))
      list.add([...path, 'mbps'], `${mbps} Mbit/s never arrives: expected more than 0`);
    if (loss >= 0 && loss <= 1) continue;
    list.add([...path, 'loss'], `${loss} is no probability: expected 0 to 1, as in 0.01 for 1 %`);
  }
}

function checkDuration(list: ProblemList, { durationMs, boundMs }: Scenario): void {
  if (!(durationMs > 0 && durationMs <= DURATION_MS_MAX)) {
    list.add(
      ['durationMs'],
      `a run cannot last ${durationMs} ms: expected more than 0, at most ${DURATION_MS_MAX}`,
    );
  }
  list.atLeast(['boundMs'], boundMs, 0, 'bound in ms');
}

function checkChecks(list: ProblemList, { checks }: Scenario): void {
  checks.forEach((name, place) => {
    if ((CHECK_NAMES as readonly string[]).includes(name)) return;
    list.add(['checks', place], `there is no check "${name}"${didYouMean(name, CHECK_NAMES)}`);
  });
  list.distinct(checks.map((name, place) => ({ path: ['checks', place], name })));
}
