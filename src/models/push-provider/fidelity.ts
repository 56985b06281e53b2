/** What the push providers model, and what they leave out. */
import type { Fidelity } from '../protocol/index.ts';

export const fidelity: Fidelity = {
  models: [
    'acceptance (200) long before delivery, and refusal under the platform’s own name: unknown ' +
      'user, payload too large, collapse id too long, lifetime out of range, quota, out of order',
    'a notification is kept until the device has acknowledged it, as long as was asked, at most ' +
      '30 days (APNs), 28 (FCM); 0 seconds is now or never',
    'APNs keeps one notification for a device that is off: the latest',
    'FCM keeps 100 that do not collapse; one more, and all are discarded and the app is told so',
    'FCM keeps four collapse keys for a device',
    'APNs: pushes that are not urgent go out in bursts; of background pushes three an hour',
    'FCM: in Doze and in the stricter buckets normal pushes wait for the maintenance window; ' +
      'urgent ones pass, so many a day, unless for a week they have shown nothing',
    'device tokens, where the design registers them: one for each installation; a dead one is 410 ' +
      'Unregistered with the time it was found dead (APNs), 404 UNREGISTERED (FCM)',
    'FCM’s quota of a project; APNs’ limit for one device, where a setting gives it a number',
  ],
  leavesOut: [
    'bundle ids and environments: each phone has one app',
    'topics as lists of subscribers: only their shorter payload',
    'reordering: here pushes to one device keep their order, which neither platform promises',
    'jobs, alarms and the network of a dozing phone: only its pushes wait',
    'limits that are documented nowhere: how many pushes a minute one device may get',
  ],
  assumes:
    'A token is dead as soon as the app is installed anew; in reality that may take a while. ' +
    'Which four collapse keys FCM keeps is undefined; here the latest. How a provider learns that ' +
    'a device is off is our choice: no acknowledgement in 5 s, then attempts with growing waits. ' +
    'So is how often bursts (5 min) and maintenance windows (30 min) come. Android’s table is the ' +
    'one before Android 13.',
  sources: [
    'developer.apple.com, User Notifications (payload, storage, status codes)',
    'firebase.google.com, About FCM messages (lifetime, 100 stored messages, collapse keys)',
    'firebase.google.com, Throttling and quotas; FCM error codes',
    'developer.android.com, Power management resource limits',
  ],
};
