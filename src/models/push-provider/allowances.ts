/** How much a platform lets through: a count for each minute, hour or day, begun anew with the next. */
import type { PacketOf } from '../protocol/index.ts';
import {
  ANDROID_POWER,
  APNS_BACKGROUND_PER_HOUR,
  DAY_US,
  FCM_REQUESTS_PER_MINUTE,
  FCM_UNSEEN_HIGH_DAYS,
  HOUR_US,
  MINUTE_US,
  type AndroidPower,
} from './limits.ts';
import { mailboxOf, type Count, type Mailbox, type Provider } from './mailbox.ts';

/** One more in the present period; false when that is beyond the limit. */
function spend(count: Count, nowUs: number, periodUs: number, limit: number): boolean {
  const period = Math.floor(nowUs / periodUs);
  if (count.period !== period) {
    count.period = period;
    count.used = 0;
  }
  if (count.used >= limit) return false;
  count.used += 1;
  return true;
}

/** FCM's quota of a project. The setting `requestsPerMinute` makes it small enough to meet. */
export function spendRequest(provider: Provider): boolean {
  const limit = Number(provider.spec.settings['requestsPerMinute'] ?? FCM_REQUESTS_PER_MINUTE);
  return spend(provider.store.disk.requests, provider.localTimeUs(), MINUTE_US, limit);
}

/**
 * APNs refuses too many pushes to one device token, and does not say how many those are: without
 * the setting `pushesPerMinute` there is no limit.
 */
export function spendPush(provider: Provider, devices: readonly number[]): boolean {
  const limit = Number(provider.spec.settings['pushesPerMinute'] ?? Infinity);
  const nowUs = provider.localTimeUs();
  return devices.every((device) =>
    spend(mailboxOf(provider, device).pushes, nowUs, MINUTE_US, limit),
  );
}

/** A background push to an iPhone beyond the two or three an hour is accepted and goes nowhere. */
export const spendBackground = (mailbox: Mailbox, nowUs: number): boolean =>
  spend(mailbox.background, nowUs, HOUR_US, APNS_BACKGROUND_PER_HOUR);

/** Whether a push of high priority counts as such for this Android device. */
export function staysHigh(
  mailbox: Mailbox,
  power: AndroidPower,
  { pushType = 'alert' }: Pick<PacketOf<'pushRequest'>, 'pushType'>,
  nowUs: number,
): boolean {
  if (pushType === 'alert') mailbox.unseenSinceUs = -1;
  else if (mailbox.unseenSinceUs < 0) mailbox.unseenSinceUs = nowUs;
  const unseenUs = mailbox.unseenSinceUs < 0 ? 0 : nowUs - mailbox.unseenSinceUs;
  if (unseenUs > FCM_UNSEEN_HIGH_DAYS * DAY_US) return false;
  return spend(mailbox.high, nowUs, DAY_US, ANDROID_POWER[power].highPriorityPerDay);
}
