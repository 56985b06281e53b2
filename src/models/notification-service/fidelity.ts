/** What the notification service models, and what it leaves out. */
import type { Fidelity } from '../protocol/index.ts';

export const fidelity: Fidelity = {
  models: [
    'one request at a time for each user and provider; what comes meanwhile waits or is merged',
    'a provider that is silent, busy or shutting down: all requests wait, longer each time',
    'tokens as phones register them, deleted when a provider says that one is dead and no newer ' +
      'registration speaks for it',
    'giving up: a push is best effort, and after four attempts it is dropped',
  ],
  leavesOut: [
    'unless the design registers tokens, a user stands for those of their phones',
    'what the user has muted, and badges',
    'its queue is in memory only: a crash loses what waited',
  ],
  assumes: 'Response codes as APNs and FCM document them. Waits are our choice.',
  sources: [
    'developer.apple.com, Handling notification responses from APNs: 200, 400, 403, 410, 413, 429, 503',
    'firebase.google.com, FCM errors: INVALID_ARGUMENT 400, UNREGISTERED 404, QUOTA_EXCEEDED 429',
  ],
};
