/** One member of a crowd: the same machine as a drawn phone's connection, and the same waits. */
import { compile, type CompiledMachine } from '../../statechart/index.ts';
import type { AnyDesign } from '../protocol/index.ts';
import { connectionMachine, CONNECT_TIMEOUT_MS, reconnectWaitMs } from './connecting.ts';
import type { PhoneKnobs } from './knobs.ts';

/** The phone's connection machine with its one number in 32 bits. */
export const compileCrowdMachine = (): CompiledMachine =>
  compile(connectionMachine, { integers: ['attempt'] });

/** What a wait depends on besides the policy in force. */
export interface MemberWait {
  /** Failed attempts since the last success. */
  failures(): number;
  isOnline(): boolean;
  /** A draw in [0,1) for a failure's number. */
  draw(failure: number): number;
}

/** Milliseconds of a delay that the connection machine names. Throws on any other name. */
export function memberDelayMs(name: string, design: AnyDesign, wait: MemberWait): number {
  const knobs = design as unknown as PhoneKnobs;
  switch (name) {
    case 'connectTimeout':
      return CONNECT_TIMEOUT_MS;
    case 'heartbeat':
      return knobs.heartbeatMs;
    case 'pongTimeout':
      return knobs.pongTimeoutMs;
    case 'backoff':
      return reconnectWaitMs(knobs, wait.isOnline(), wait.failures(), (n) => wait.draw(n));
    default:
      throw new Error(`a member of a crowd has no delay "${name}"`);
  }
}
