/** Disputes about sealing: what a push gives away, and mail that waits under a key that is gone. */
import { betweenTwo, type Dispute } from './dispute.ts';

const sealedChat = {
  with: ['redis', 'cassandra', 'notification-service', 'push-provider', 'key-registry'],
  design: { encryption: 'pairwise' },
} as const;

export const textInPush: Dispute = {
  number: 9,
  claim: 'No server can read a message, and a push shows who wrote what.',
  scenario: betweenTwo({
    ...sealedChat,
    id: 'text-in-push',
    title: 'Unreadable, and here is what it says',
    faults: {
      most: 3,
      fromMs: 2000,
      untilMs: 18_000,
      kinds: [
        { fault: 'background', phones: ['ana', 'ben'], holdMs: [1000, 8000] },
        { fault: 'airplane', phones: ['ben'], holdMs: [1000, 8000] },
      ],
    },
    checks: ['sealed', 'no-acked-loss', 'shown-once', 'honest-ticks', 'eventual-delivery'],
  }),
  flaw: { pushPayload: 'clear' },
  repair: { pushPayload: 'sealed' },
  breaks: ['sealed'],
};

export const mailUnderOldKey: Dispute = {
  number: 44,
  claim: 'A reinstall makes a new key, and contacts are told. Of what waits nothing is said.',
  scenario: betweenTwo({
    ...sealedChat,
    id: 'mail-under-old-key',
    title: 'Sealed to a key that nobody has',
    faults: {
      most: 3,
      fromMs: 4000,
      untilMs: 18_000,
      kinds: [
        { fault: 'reinstall', phones: ['ben'] },
        { fault: 'airplane', phones: ['ben'], holdMs: [1000, 8000] },
      ],
    },
    checks: [
      ...(['sealed', 'no-acked-loss', 'shown-once', 'honest-ticks'] as const),
      ...(['eventual-delivery', 'key-change-visible'] as const),
    ],
  }),
  flaw: { unopened: 'acknowledge' },
  repair: { unopened: 'askAgain' },
  breaks: ['honest-ticks', 'no-acked-loss'],
};
