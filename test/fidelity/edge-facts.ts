/** Facts about pushes, sockets and the radio. */
import { inFile, type Fact, type OutsideFact } from './fact.ts';

const apns = inFile('test/models/push-provider/apns-limits.test.ts');
const fcm = inFile('test/models/push-provider/fcm-limits.test.ts');
const tokens = inFile('test/models/push-provider/tokens.test.ts');
const android = inFile('test/models/push-provider/android-power.test.ts');
const websocket = inFile('test/models/transport/websocket.test.ts');
const costs = inFile('test/models/transport/costs.test.ts');
const radio = inFile('test/models/phone/radio-energy.test.ts');

export const pushFacts: readonly Fact[] = [
  {
    says: '7 APNs: background pushes are of low priority, two or three an hour',
    mark: 'B',
    tests: apns(
      'background_push: never at once, and of more than three an hour the rest go nowhere',
    ),
  },
  {
    says: '7 APNs: payload, collapse id, one stored, 30 days, priorities, refusals',
    mark: 'B',
    tests: apns(
      'payload_max_bytes, voip_payload_max_bytes: one byte more is 413',
      'collapse_id_max_bytes: one byte more is 400',
      'stores: one notification for a device that is off, the latest',
      'max_storage: 30 days, or less by apns-expiration; 0 is now or never',
      'priority: 10 leaves at once, 5 and 1 are grouped and leave in a burst',
      'order: may be reordered; here a device gets its pushes in the order of acceptance',
      'errors: every documented status has its name',
      'errors 410: a user whom it does not know',
      'errors 429: too many for one device token, and again in the next minute',
      'errors %i: a provider that is out of order answers %s',
    ),
  },
  {
    says: '7 APNs 410 and FCM UNREGISTERED: a token that is no longer active',
    mark: 'B',
    tests: tokens(
      '410 Unregistered says since when; the new token reaches the device',
      'FCM answers 404 UNREGISTERED, and says no time',
    ),
  },
  {
    says: '7 FCM: payload 4096, to topics 2048; ttl up to 28 days; 0 is now or never',
    mark: 'B',
    tests: fcm(
      'payload_max_bytes, topic_payload_max_bytes: one byte more is INVALID_ARGUMENT',
      'ttl_default_s, ttl_max_s: 28 days unless less is asked; more is INVALID_ARGUMENT',
      'ttl_0: delivered now or dropped',
    ),
  },
  {
    says: '7 FCM: 100 stored, then all are discarded; four collapse keys; no promise of order',
    mark: 'B',
    tests: fcm(
      'stored_non_collapsible_limit, on_limit: at 101 all are gone and the app is told',
      'collapse_keys_per_device, on_fifth_key: four are kept; here the latest four',
      'order: not guaranteed; here a device gets its pushes in the order of acceptance',
    ),
  },
  {
    says: '7 FCM: quota of a project, UNREGISTERED, high priority that shows nothing is lowered',
    mark: 'B',
    tests: fcm(
      'project_quota_per_min, over_quota: 429 QUOTA_EXCEEDED until the next minute',
      'errors: INVALID_ARGUMENT, UNREGISTERED and QUOTA_EXCEEDED have their status',
      'high_priority: lowered when for seven days nothing was shown, raised by one that is',
    ),
  },
  {
    says: '7 Android: Doze defers normal messages and the network, not urgent messages; buckets',
    mark: 'B',
    tests: android(
      'doze fcm_high: no restriction',
      'doze fcm_normal: deferred to the maintenance window, with the network',
      'standby buckets: high priority 10 a day in frequent, 5 in rare and in restricted',
      'standby buckets: the network is off in rare, so normal pushes wait; not in the others',
    ),
  },
];

export const transportFacts: readonly Fact[] = [
  {
    says: '9 WebSocket: the accept key and the examples of RFC 6455',
    mark: 'A',
    tests: websocket(
      'answers the key of RFC 6455, 1.3 as printed there',
      '$name',
      'the kinds of the published frames',
      '256 bytes and 64 KiB begin as in RFC 6455, 5.7',
    ),
  },
  {
    says: '9 headers of 2, 4 and 10 bytes, 4 more from a client; control frames up to 125',
    mark: 'A',
    tests: websocket(
      'a payload of %i bytes has a header of %i, from a client of %i',
      'what the RFC forbids is refused with 1002',
    ),
  },
  {
    says: '9 close codes, those that are never sent, and their ranges',
    mark: 'B',
    tests: websocket('$code: $meaning', 'ranges, and codes of applications'),
  },
  {
    says: '9 the arithmetic of polling, header size being an input',
    mark: 'A',
    tests: costs(
      '$clients clients with $header_bytes bytes of headers every $interval_s s: $Mbit_per_s Mbit/s',
    ),
  },
  {
    says: '9 the 3G radio: 5 s and 12 s; an hour of heartbeats; the two examples of the source',
    mark: 'B',
    tests: radio(
      'every $heartbeat_s s: full power $full_s_per_h s an hour, half power $low_s_per_h s',
      '3 s once a minute: 20 s awake, 40 s in standby',
      '1 s three times a minute: the 2 s that are left of each 20 s are what waking up takes',
    ),
  },
];

export const edgeOutside: readonly OutsideFact[] = [
  {
    says: '7 Android: alarms of a dozing phone, job minutes of the buckets',
    mark: 'B',
    because: 'the phone here runs neither jobs nor alarms',
  },
  {
    says: '9 LTE against Wi-Fi, TailEnder',
    mark: 'B',
    because: 'the radio is the 3G one of developer.android.com; nothing schedules around its tail',
  },
];
