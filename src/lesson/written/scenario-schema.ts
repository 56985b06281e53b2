/** The block `scenario`: who is there, what happens, what may fail, and what it is judged by. */
import * as z from 'zod/mini';
import { SERVICE_DISTRIBUTIONS, SERVICE_ORDERS } from '../../models/index.ts';
import {
  design,
  id,
  list,
  messageName,
  name,
  share,
  size,
  signedTime,
  signedTimeRange,
  text,
  time,
  timeRange,
  whole,
  wholeRange,
} from './words.ts';

/** What a person does with a phone apart from typing and opening a conversation. */
export const PHONE_DOINGS = [
  'background',
  'foreground',
  'suspend',
  'kill',
  'launch',
  'airplane-on',
  'airplane-off',
  'reinstall',
] as const;

export const FAULTS = [
  'crash',
  'cut',
  'pause',
  'airplane',
  'background',
  'drop',
  'slow',
  'skew',
  'reinstall',
] as const;

/** One line of a script. Which fields go together is told by compile/script.ts, in words. */
export const scriptLineSchema = () =>
  z.strictObject({
    at: time(),
    phone: z.optional(name()),
    types: z.optional(text(200)),
    attaches: z.optional(size()),
    saying: z.optional(text(200)),
    in: z.optional(name()),
    opens: z.optional(name()),
    accepts: z.optional(name()),
    does: z.optional(z.enum(PHONE_DOINGS)),
    crash: z.optional(name()),
    restart: z.optional(name()),
    pause: z.optional(name()),
    resume: z.optional(name()),
    cut: z.optional(name()),
    heal: z.optional(name()),
    slow: z.optional(name()),
    skew: z.optional(name()),
    peer: z.optional(name()),
    by: z.optional(signedTime()),
    drop: z.optional(z.string()),
    delay: z.optional(z.string()),
    message: z.optional(messageName()),
    nth: z.optional(whole(1, 1000)),
    knob: z.optional(z.string()),
    to: z.optional(z.union([z.string(), z.number()])),
  });

const faultSchema = () =>
  z.strictObject({
    fault: z.enum(FAULTS),
    of: list(z.string(), 1, 50),
    peer: z.optional(name()),
    for: z.optional(timeRange()),
    by: z.optional(signedTimeRange()),
    nth: z.optional(wholeRange()),
  });

const serviceSchema = () =>
  z.strictObject({
    workers: whole(1, 10_000),
    time: time(),
    distribution: z.optional(z.enum(SERVICE_DISTRIBUTIONS)),
    scv: z.optional(z.number()),
    order: z.optional(z.enum(SERVICE_ORDERS)),
    /** On top, for each MiB of a photo that passes through. */
    'per-MiB': z.optional(time()),
    limit: whole(1),
  });

export const PLATFORMS = ['ios', 'android'] as const;

/** What is written about a node besides its name. Settings are the component's own. */
const nodeDetailsSchema = () =>
  z.strictObject({
    service: z.optional(serviceSchema()),
    settings: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  });

/** A phone's word is its platform. */
const nodeSchema = () => z.union([z.null(), z.enum(PLATFORMS), nodeDetailsSchema()]);

/** Nodes as a list of names, or as names with details. */
const nodesSchema = () => z.union([list(name(), 0, 300), z.record(name(), nodeSchema())]);

const linkSchema = () =>
  z.strictObject({
    floor: time(),
    jitter: z.optional(time()),
    loss: z.optional(share()),
    /** Megabits a second; at once when it is left out. */
    mbps: z.optional(z.number().check(z.gt(0))),
  });

export const scenarioSchema = () =>
  z.strictObject({
    name: id(),
    /** Takes every field that is not written here from another scenario of the lesson. */
    like: z.optional(id()),
    title: z.optional(text(120)),
    phones: z.optional(nodesSchema()),
    balancer: z.optional(nodesSchema()),
    servers: z.optional(nodesSchema()),
    stores: z.optional(nodesSchema()),
    push: z.optional(nodesSchema()),
    conversations: z.optional(z.record(name(), list(name(), 2, 2000))),
    network: z.optional(
      z.strictObject({
        mobile: z.optional(linkSchema()),
        datacentre: z.optional(linkSchema()),
        push: z.optional(linkSchema()),
      }),
    ),
    script: z.optional(list(scriptLineSchema(), 0, 200)),
    chatter: z.optional(
      list(
        z.strictObject({
          in: name(),
          phones: list(name(), 1, 300),
          messages: wholeRange(),
          from: time(),
          until: time(),
        }),
        0,
        20,
      ),
    ),
    'may-fail': z.optional(
      z.strictObject({
        most: whole(0, 20),
        from: time(),
        until: time(),
        kinds: list(faultSchema(), 1, 20),
      }),
    ),
    duration: z.optional(time()),
    bound: z.optional(time()),
    checks: z.optional(list(z.string(), 1, 22)),
    design: z.optional(design()),
  });

export type WrittenScriptLine = z.infer<ReturnType<typeof scriptLineSchema>>;
export type WrittenFault = z.infer<ReturnType<typeof faultSchema>>;
export type WrittenNode = z.infer<ReturnType<typeof nodeSchema>>;
export type WrittenScenario = z.infer<ReturnType<typeof scenarioSchema>>;
