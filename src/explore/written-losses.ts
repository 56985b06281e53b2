/** Packets that chance lost, written into the plan as drops, so that shrinking can remove them. */
import { NO_RECORD, type Trace } from '../kernel/index.ts';
import { LOSSES, RECORD } from '../models/index.ts';
import type { Plan, PlanItem, Scenario } from '../scenarios/index.ts';

const LOSS = LOSSES.indexOf('loss');

/** A scenario without chance losses and a plan that makes the same ones. */
export interface Written {
  readonly scenario: Scenario;
  readonly plan: Plan;
  /** How many losses were written down. */
  readonly losses: number;
}

/**
 * Reads the losses of a finished run. Draws are keyed, so that taking the chance of loss away
 * changes no other draw, and the run with the written plan meets the same fate. What is lost while
 * the nodes start is dropped at time 0, where drops are in force before anything is sent.
 */
export function writeLosses(scenario: Scenario, plan: Plan, trace: Trace): Written {
  const drops = dropsOf(trace);
  return {
    scenario: withoutChanceLosses(scenario),
    // A drop that starts counting at an instant must come before what is sent in that instant.
    plan: { items: [...drops, ...plan.items].toSorted((one, other) => one.atUs - other.atUs) },
    losses: drops.length,
  };
}

/** The scenario under a plan that says all that goes wrong. */
export function withoutChanceLosses(scenario: Scenario): Scenario {
  const network = Object.fromEntries(
    Object.entries(scenario.network).map(([name, link]) => [name, { ...link, loss: 0 }]),
  ) as unknown as Scenario['network'];
  return { ...scenario, network };
}

interface Departure {
  readonly packet: string;
  readonly message: string;
  readonly timeUs: number;
  /** Its place among the packets of its type and message, from 1. */
  readonly nth: number;
  /** Its place among all packets of its type that left at the same instant, from 1. */
  readonly nthNow: number;
}

function dropsOf(trace: Trace): readonly PlanItem[] {
  const departures = departuresOf(trace);
  const drops: PlanItem[] = [];
  for (let index = trace.base; index < trace.length; index++) {
    const record = trace.readRecord(index);
    if (record.kind !== RECORD.lost || record.c !== LOSS || record.cause === NO_RECORD) continue;
    const departure = departures.get(record.cause);
    if (departure !== undefined) drops.push(dropOf(departure, drops.length + 1));
  }
  return drops;
}

/** Named packets are counted by message from the start; others from the instant of departure. */
function dropOf({ packet, message, timeUs, nth, nthNow }: Departure, number: number): PlanItem {
  if (message !== '') {
    const action = { do: 'drop', packet, message, nth } as const;
    return { id: `loss/${packet}/${message}/${nth}`, atUs: 0, action };
  }
  const action = { do: 'drop', packet, nth: nthNow } as const;
  return { id: `loss/${packet}/${number}`, atUs: timeUs, action };
}

function departuresOf(trace: Trace): ReadonlyMap<number, Departure> {
  const departures = new Map<number, Departure>();
  const counts = new Map<string, number>();
  const countNow = new Map<string, { timeUs: number; count: number }>();
  for (let index = trace.base; index < trace.length; index++) {
    const { kind, timeUs, message: id, b } = trace.readRecord(index);
    if (kind !== RECORD.sent) continue;
    const packet = trace.names.text(b);
    const message = id < 0 ? '' : trace.names.text(id);
    const nth = (counts.get(`${packet} ${message}`) ?? 0) + 1;
    counts.set(`${packet} ${message}`, nth);
    const now = countNow.get(packet);
    const nthNow = now?.timeUs === timeUs ? now.count + 1 : 1;
    countNow.set(packet, { timeUs, count: nthNow });
    departures.set(index, { packet, message, timeUs, nth, nthNow });
  }
  return departures;
}
