/** The policy of the notification service: what a push says, and how many of them there are. */
import type { KnobTable, KnobValues } from '../protocol/index.ts';

export const notificationServiceKnobs = {
  pushPayload: {
    kind: 'choice',
    label: 'A push says',
    question: 'What does the push provider get to read?',
    options: {
      clear: 'The message itself. The provider, and whoever holds the phone, can read it.',
      ping: 'Only that there is something new: the app fetches the message by itself.',
      sealed: 'The sealed message: the phone opens it, and nobody on the way can read it.',
    },
    initial: 'ping',
  },
  pushCollapse: {
    kind: 'choice',
    label: 'Several pushes to one user',
    question: 'What happens to a push while an earlier one is still on its way?',
    options: {
      none: 'Each is sent. Providers limit how many they keep for a phone that is off.',
      perUser: 'The later one replaces the earlier: one doorbell is enough.',
    },
    initial: 'perUser',
  },
  pushTokens: {
    kind: 'choice',
    label: 'Where to push to',
    question: 'How does the service know the devices of a user?',
    options: {
      known: 'It always does: nothing has to be registered.',
      registered: 'By the tokens that apps register. A deleted app leaves a dead one behind.',
    },
    initial: 'known',
  },
  pushPriority: {
    kind: 'choice',
    label: 'Priority of a push',
    question: 'Does a push wake a phone that saves power?',
    options: {
      high: 'Yes, at once: APNs priority 10, FCM high. Platforms watch how many of those there are.',
      normal: 'When it suits the phone: in a burst, or in its next maintenance window.',
    },
    initial: 'high',
  },
  pushTtlS: {
    kind: 'number',
    label: 'A push is kept for',
    question: 'For how long may a provider keep a push for a phone that is off? 0 is now or never.',
    unit: 's',
    min: 0,
    max: 2_419_200,
    initial: 2_419_200,
    source: 'firebase.google.com, Lifetime of a message: 28 days is the default and the most',
  },
} as const satisfies KnobTable;

export type NotificationServiceKnobs = KnobValues<typeof notificationServiceKnobs>;
