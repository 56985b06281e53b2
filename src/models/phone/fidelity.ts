/** What the phone models, what it leaves out, and whose figures it uses. */
import type { Fidelity } from '../protocol/index.ts';

export const fidelity: Fidelity = {
  models: [
    'the app life cycle (foreground, background, suspended, killed), different on iOS and Android',
    'one socket with heartbeats, half-open until a ping goes unanswered, and reconnection with backoff',
    'the cellular radio: full power, a tail at half power, idle; on Wi-Fi it sleeps',
    'a durable outbox with retries, local rows sorted by number, a sync cursor, ticks per message',
    'pushes shown by the operating system, which may wake the app; sealed ones are opened here',
    'sealing to each device of a chat: keys fetched, trusted at first sight, cached, changed, refused',
    'linked devices: no history, messages and reading shared with the phone, removal',
    'deleting the app: its keys go, and what waits under them is asked for again',
    'photos: uploaded first, in parts that survive a drop, then pointed to; fetched where a message ' +
      'that points to one has come',
  ],
  leavesOut: [
    'TLS and TCP themselves: a socket is a number that both ends know',
    'the time the radio needs to wake up (1.5 to 2 s in the source of its tail)',
    'what a push may do on a real iPhone: here any push wakes a suspended app for a while',
    'receipts are not acknowledged: one that is lost is not sent again',
    'handing over between Wi-Fi and cellular without a gap',
    'transfers by the operating system while the app is suspended: here they stop and go on later',
    'one line shared by several connections: each has its full speed, and its own first come first served',
    'the code that is scanned to link a device, and the phone’s signature on its key',
    'low memory, several accounts, backups of messages or keys',
    'with sealing by labels, the ratchet: one identity key opens all. With real cryptography it is there',
    'keychains that outlive the app on a real iPhone: here its keys are gone',
  ],
  assumes:
    'In this design an iOS app runs 30 s in the background and an Android app 10 min (our choice). ' +
    'Radio: 5 s at full power after the last packet, then 12 s at half power.',
  sources: [
    'developer.android.com, Optimize network access: the 3G radio state machine (AT&T data)',
    'signal.org, The X3DH Key Agreement Protocol, and Sesame for several devices',
    'Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015, and its simulator',
    'developer.apple.com, Extending your app’s background execution time',
  ],
};
