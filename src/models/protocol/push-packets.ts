/** Pushes: from a chat server by way of the notification service and a provider to a device. */
import type { SealedCopy } from './sealing.ts';

/** What a sender asks of a provider, under the names that both platforms use in their own ways. */
export interface PushOptions {
  /** APNs priority 10, 5, 1; FCM high and normal (low is normal there). High when left out. */
  readonly priority?: 'high' | 'normal' | 'low';
  /** For how many seconds it may be kept: apns-expiration, FCM ttl. 0 is now or never. */
  readonly ttlS?: number;
  /** apns-push-type. A background push shows nothing; voip is for calls. Alert when left out. */
  readonly pushType?: 'alert' | 'background' | 'voip';
  /** An FCM topic: the message goes to its subscribers, and must be shorter. */
  readonly topic?: string;
}

export type PushPacket =
  /** A chat server asks the notification service to wake a user's phone. */
  | {
      readonly type: 'notify';
      readonly user: string;
      readonly name: string;
      readonly text: string;
      readonly sealed?: readonly SealedCopy[];
    }
  | ({
      readonly type: 'pushRequest';
      readonly user: string;
      readonly name: string;
      readonly text: string;
      readonly collapseId: string;
      readonly sealed?: readonly SealedCopy[];
      /** To this token alone; without one to all of the user's devices. */
      readonly token?: string;
    } & PushOptions)
  /** With the platform's own name for a refusal, as in Unregistered or QUOTA_EXCEEDED. */
  | {
      readonly type: 'pushResponse';
      readonly name: string;
      readonly status: number;
      readonly reason?: string;
      readonly token?: string;
      /** With 410 of APNs: since when the token is known to be dead. */
      readonly timestampMs?: number;
    }
  /** A freshly installed app asks the platform for its token, and tells its servers. */
  | { readonly type: 'askToken'; readonly install: number }
  | { readonly type: 'deviceToken'; readonly token: string }
  | {
      readonly type: 'registerToken';
      readonly user: string;
      readonly token: string;
      readonly provider: number;
    }
  /** From the provider to the device, on the provider's own connection. */
  | {
      readonly type: 'push';
      readonly name: string;
      readonly text: string;
      readonly sealed?: readonly SealedCopy[];
    }
  | { readonly type: 'pushAck'; readonly name: string };
