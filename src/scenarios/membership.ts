/** A group that has room for one more, and two people who let somebody in at the same moment. */
import { deploy, USUAL_NETWORK } from './deployment.ts';
import type { Scenario } from './scenario.ts';

/** Where the two requests meet: Ana's server and Ben's, each with a transaction of its own. */
const ADD_AT_MS = 4000;

/** @param members of the group before, Ana and Ben among them: 2 to 1,024. */
export function membershipScenario(members = 1023): Scenario {
  const add = (phone: string, user: string) => ({
    atMs: ADD_AT_MS,
    action: {
      do: 'operate' as const,
      phone,
      operation: { act: 'add' as const, conversation: 'reunion', user },
    },
  });
  return {
    id: 'membership',
    title: 'One place left, and two who give it away',
    nodes: deploy({
      phones: { ana: 'ios', ben: 'android', cleo: 'android', dan: 'ios' },
      servers: ['server-1', 'server-7'],
      with: ['redis', 'cassandra', 'postgresql'],
      settings: { postgresql: members > 2 ? { fill: `reunion=${members - 2}` } : {} },
    }),
    conversations: [{ name: 'reunion', members: ['ana', 'ben'] }],
    network: USUAL_NETWORK,
    script: [add('ana', 'cleo'), add('ben', 'dan')],
    chatter: [],
    faults: { most: 0, fromMs: 0, untilMs: 0, kinds: [] },
    durationMs: 10_000,
    boundMs: 5000,
    checks: [
      'no-acked-loss',
      'shown-once',
      'no-invention',
      'honest-ticks',
      'ticks-forward',
      'eventual-delivery',
    ],
    design: { membersFrom: 'postgresql' },
  };
}
