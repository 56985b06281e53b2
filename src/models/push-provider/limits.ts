/** The documented limits of the platforms, one constant each, with where it is written. */

/** Apple, Generating a remote notification; FCM, About FCM messages: 4096 bytes on both. */
export const PAYLOAD_BYTES_MAX = 4096;
/** Apple, the same page: a VoIP push may carry 5 KB. */
export const VOIP_PAYLOAD_BYTES_MAX = 5120;
/** FCM, Topic messaging: 2048 bytes to a topic. */
export const TOPIC_PAYLOAD_BYTES_MAX = 2048;
/** Apple, apns-collapse-id: at most 64 bytes. FCM's collapse keys have no documented length. */
export const COLLAPSE_ID_BYTES_MAX = 64;

/** By definition. */
export const SECOND_US = 1_000_000;
export const MINUTE_US = 60 * SECOND_US;
export const HOUR_US = 60 * MINUTE_US;
export const DAY_US = 24 * HOUR_US;

/** Apple, apns-expiration: stored for 30 days or less. */
export const APNS_LIFE_S = 2_592_000;
/** FCM, Lifetime of a message: 28 days, which is also the default. */
export const FCM_LIFE_S = 2_419_200;
/** FCM, Non-collapsible messages: 100 are stored; one more, and all are discarded. */
export const FCM_STORED_MAX = 100;
/** FCM, Collapsible messages: four keys for a device; which ones stay is undefined. */
export const FCM_COLLAPSE_KEYS_MAX = 4;

/** FCM, Throttling and quotas: 600,000 requests a minute for a project, refilled each minute. */
export const FCM_REQUESTS_PER_MINUTE = 600_000;
/** FCM, Delivery options: after 7 days of high priority without anything shown it may be lowered. */
export const FCM_UNSEEN_HIGH_DAYS = 7;
/** Apple, Pushing background updates: "don't try to send more than two or three per hour". */
export const APNS_BACKGROUND_PER_HOUR = 3;

/** Our choice: Apple says that priorities 5 and 1 may go out in bursts, and not how often. */
export const APNS_BURST_US = 5 * MINUTE_US;
/** Our choice: Android's maintenance windows come seldomer and seldomer, at no documented times. */
export const MAINTENANCE_WINDOW_US = 30 * MINUTE_US;

/** How an Android device may be saving power, as the phone's setting `power`. */
export type AndroidPower = 'active' | 'doze' | 'workingSet' | 'frequent' | 'rare' | 'restricted';

interface PowerLimits {
  /** Whether normal pushes wait for the maintenance window, with the rest of the network. */
  readonly defersNormal: boolean;
  readonly highPriorityPerDay: number;
}

const UNLIMITED = { defersNormal: false, highPriorityPerDay: Infinity };

/**
 * developer.android.com, Power management resource limits, before Android 13 ("subject to change").
 * What the table says of jobs and alarms is not in it: the phone here runs neither.
 */
export const ANDROID_POWER: Readonly<Record<AndroidPower, PowerLimits>> = {
  active: UNLIMITED,
  doze: { defersNormal: true, highPriorityPerDay: Infinity },
  workingSet: UNLIMITED,
  frequent: { defersNormal: false, highPriorityPerDay: 10 },
  rare: { defersNormal: true, highPriorityPerDay: 5 },
  restricted: { defersNormal: true, highPriorityPerDay: 5 },
};
