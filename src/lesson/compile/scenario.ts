/** A scenario block into the engine's Scenario, what it is "like" included. */
import type { CheckName, LinkClass, LinkSpec, Scenario } from '../../scenarios/index.ts';
import { USUAL_NETWORK, validateScenario } from '../../scenarios/index.ts';
import type { WrittenScenario } from '../written/scenario-schema.ts';
import type { Compiling } from './context.ts';
import { compileDesign } from './design.ts';
import { Origins } from './origins.ts';
import type { Spot } from './spot.ts';
import { compileNodes, NODE_FIELDS } from './topology.ts';
import { msOf, shareOf } from './units.ts';
import type { From } from './workload.ts';
import { compileChatter, compileEnvelope, compileScript } from './workload.ts';

/** A block as it was written, and its place. */
export interface WrittenAt {
  readonly written: WrittenScenario;
  readonly spot: Spot;
}

const DURATION_MS = 30_000;
const BOUND_MS = 10_000;

/**
 * The scenario, checked by the engine's own rules; every complaint lands where the part was written.
 * @param line the block first, then what it is like, then what that is like, ...
 */
export function compileScenario(
  lessonId: string,
  line: readonly [WrittenAt, ...WrittenAt[]],
  compiling: Compiling,
): Scenario {
  const own = line[0];
  const from = sourceOf(line);
  const origins = new Origins(own.spot);
  const nodes: Scenario['nodes'][number][] = [];
  for (const field of NODE_FIELDS) {
    const { written, spot } = from(field);
    nodes.push(...compileNodes(field, written, { spot, origins, before: nodes.length }));
  }
  const users = nodes.flatMap(({ kind, settings }) =>
    kind === 'phone' ? [String(settings['user'])] : [],
  );
  const conversations = compileConversations(from('conversations'), [...new Set(users)], origins);
  const names = conversations.map(({ name }) => name);
  const design = from('design');
  const duration = from('duration');
  const scenario: Scenario = {
    id: `${lessonId}/${own.written.name}`,
    title: from('title').written ?? own.written.name,
    nodes,
    conversations,
    network: compileNetwork(from('network'), origins),
    script: compileScript(from('script'), { names, origins, compiling }),
    chatter: compileChatter(from('chatter'), origins),
    faults: compileEnvelope(from('may-fail'), origins),
    durationMs: duration.written === undefined ? DURATION_MS : msOf(duration.written),
    boundMs: boundOf(from('bound').written),
    checks: (from('checks').written ?? []) as readonly CheckName[],
    design: compileDesign(design.written, design.spot, compiling),
  };
  for (const field of ['title', 'duration', 'bound', 'checks'] as const) {
    origins.set(
      [field === 'duration' || field === 'bound' ? `${field}Ms` : field],
      from(field).spot,
    );
  }
  from('checks').written?.forEach((_, place) => {
    origins.set(['checks', place], from('checks').spot.in(place));
  });
  complain(scenario, origins, compiling);
  return scenario;
}

function boundOf(written: string | undefined): number {
  return written === undefined ? BOUND_MS : msOf(written);
}

/** The engine's complaints; those about the design were made already, at the keys themselves. */
function complain(scenario: Scenario, origins: Origins, { knobs }: Compiling): void {
  for (const { path, message } of validateScenario(scenario, knobs)) {
    if (path[0] !== 'design') origins.find(path).complain('E-REF', message);
  }
}

/** Looks a field up in the block, else in what it is like; `spot` is that of the value. */
function sourceOf(line: readonly [WrittenAt, ...WrittenAt[]]) {
  return <Field extends keyof WrittenScenario>(field: Field) => {
    const found = line.find(({ written }) => written[field] !== undefined);
    if (found === undefined) return { written: undefined, spot: line[0].spot };
    return { written: found.written[field], spot: found.spot.in(field) };
  };
}

function compileConversations(
  { written, spot }: From<NonNullable<WrittenScenario['conversations']>>,
  users: readonly string[],
  origins: Origins,
): Scenario['conversations'] {
  const entries = Object.entries(written ?? { chat: [...users] });
  return entries.map(([name, members], place) => {
    const at = written === undefined ? spot : spot.in(name);
    origins.set(['conversations', place], at);
    members.forEach((_, nth) => origins.set(['conversations', place, 'members', nth], at.in(nth)));
    return { name, members };
  });
}

function compileNetwork(
  { written, spot }: From<NonNullable<WrittenScenario['network']>>,
  origins: Origins,
): Scenario['network'] {
  const link = (name: LinkClass): LinkSpec => {
    const own = written?.[name];
    if (own === undefined) return USUAL_NETWORK[name];
    origins.set(['network', name], spot.in(name));
    return {
      floorMs: msOf(own.floor),
      jitterMs: own.jitter === undefined ? 0 : msOf(own.jitter),
      loss: own.loss === undefined ? 0 : shareOf(own.loss),
      ...(own.mbps === undefined ? {} : { mbps: own.mbps }),
    };
  };
  return { mobile: link('mobile'), datacentre: link('datacentre'), push: link('push') };
}
