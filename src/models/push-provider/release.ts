/** When an accepted push may leave for its device: at once, in a burst, in a window, or never. */
import type { PushOptions } from '../protocol/index.ts';
import { spendBackground, staysHigh } from './allowances.ts';
import {
  ANDROID_POWER,
  APNS_BURST_US,
  MAINTENANCE_WINDOW_US,
  type AndroidPower,
} from './limits.ts';
import { flavourFor, mailboxOf, type Provider } from './mailbox.ts';

/** The time on the provider's clock from which the push may leave; Infinity when it never will. */
export function releaseAtUs(provider: Provider, device: number, options: PushOptions): number {
  const nowUs = provider.localTimeUs();
  const mailbox = mailboxOf(provider, device);
  const { priority = 'high', pushType = 'alert' } = options;
  if (flavourFor(provider, device) === 'apns') {
    if (pushType === 'background' && !spendBackground(mailbox, nowUs)) return Infinity;
    const isUrgent = priority === 'high' && pushType !== 'background';
    return isUrgent ? nowUs : next(nowUs, APNS_BURST_US);
  }
  const power = powerOf(provider, device);
  if (priority === 'high' && staysHigh(mailbox, power, options, nowUs)) return nowUs;
  return ANDROID_POWER[power].defersNormal ? next(nowUs, MAINTENANCE_WINDOW_US) : nowUs;
}

/** Windows and bursts come at multiples of their period. */
const next = (nowUs: number, periodUs: number): number =>
  (Math.floor(nowUs / periodUs) + 1) * periodUs;

/** @throws when a phone's setting `power` is none that Android knows. */
function powerOf({ topology }: Provider, device: number): AndroidPower {
  const spec = topology.nodes[device];
  const power = String(spec?.settings['power'] ?? 'active');
  if (power in ANDROID_POWER) return power as AndroidPower;
  const known = Object.keys(ANDROID_POWER).join(', ');
  throw new Error(`phone "${spec?.name}" has the setting power "${power}": expected ${known}`);
}
