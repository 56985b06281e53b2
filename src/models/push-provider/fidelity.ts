/** What the push providers model, and what they leave out. */
import type { Fidelity } from '../protocol/index.ts';

export const fidelity: Fidelity = {
  models: [
    'acceptance (200) long before delivery, and refusal: unknown user, payload over 4096 bytes',
    'a notification is kept until the device has acknowledged it, at most 30 days (APNs), 28 (FCM)',
    'APNs keeps one notification for a device that is off: the latest',
    'FCM keeps 100 that do not collapse; one more, and all are discarded and the app is told so',
    'FCM keeps four collapse keys for a device',
  ],
  leavesOut: [
    'device tokens and bundle ids: each phone has one app',
    'priorities, power saving and grouping: every push is an urgent one',
    'limits on how many pushes a device or a project may be sent',
    'reordering: here pushes to one device keep their order',
  ],
  assumes:
    'Which four collapse keys FCM keeps is undefined; here the latest. How a provider learns that ' +
    'a device is off is our choice: no acknowledgement in 5 s, then attempts with growing waits.',
  sources: [
    'developer.apple.com, User Notifications (payload, storage, status codes)',
    'firebase.google.com, About FCM messages (lifetime, 100 stored messages, collapse keys)',
  ],
};
