/** What each check claims, in one sentence for a person. */
import type { CheckName } from '../../../scenarios/index.ts';

export const CHECK_CLAIMS: Readonly<Record<CheckName, string>> = {
  sealed: 'Nobody but phones can read a message.',
  'no-acked-loss': 'A message whose sender saw a tick reaches every phone it is meant for.',
  'shown-once': 'No phone shows the same message twice.',
  'no-invention': 'What is shown was sent by somebody.',
  'accepted-once': 'A message is accepted at most once, however often it is sent again.',
  'same-order': 'Two phones that show the same messages show them in the same order.',
  'sender-order': 'Messages of one sender appear in the order in which they were typed.',
  'no-hidden-gaps': 'Where a message is missing, the gap is shown as a gap.',
  'stable-view': 'Nothing is inserted above a message that was already read.',
  'honest-ticks': 'A tick never promises more than is true.',
  'ticks-forward': 'A tick never steps back.',
  'eventual-delivery':
    'Once the faults are over, every waiting message arrives or says “not sent”.',
  'key-change-visible': 'A new key is shown to the sender before anything is sealed to it.',
  'no-ghosts': 'Nothing is sent to a server that died longer ago than the bound.',
  'presence-converges': 'After the last change everybody soon sees who is online.',
  'presence-fresh': '“Online” is wrong for no longer than its limit.',
  conservation: 'Every packet that was sent arrived, was lost for a reason, or is on its way.',
  'bounded-backlog': 'Every queue stays under its limit, or says no.',
  'no-retry-storm': 'After the faults, retries stay under what the policy allows.',
  load: 'No node does more per second than it can.',
  budgets: 'Wake-ups, bytes and radio time of phones stay under their limits.',
  'sane-numbers': 'The numbers agree with each other, as Little’s law demands.',
};
