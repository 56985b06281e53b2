/** How a phone hears of what is new: on a socket, on a stream, or by asking again and again. */

export const transportKnobs = {
  transport: {
    kind: 'choice',
    label: 'Phones are reached by',
    question: 'How does a server tell a phone that something is there?',
    options: {
      websocket: 'A WebSocket: one connection, both ways, at once.',
      polling: 'Polling: the phone asks every so often, mostly for nothing.',
      longPolling: 'Long polling: the phone asks, and the server answers when there is news.',
      sse: 'Server-sent events: one answer that never ends; the phone’s own words are requests.',
    },
    initial: 'websocket',
  },
  pollMs: {
    kind: 'number',
    label: 'Polls every',
    question: 'How long does a polling phone wait before it asks again?',
    unit: 'ms',
    min: 500,
    max: 3_600_000,
    initial: 5000,
    source: 'our choice: what interview texts take for a chat',
  },
  pollHoldMs: {
    kind: 'number',
    label: 'A long poll is held for',
    question: 'How long may a server hold a question before it answers that there is nothing?',
    unit: 'ms',
    min: 1000,
    max: 3_600_000,
    initial: 30_000,
    source: 'RFC 6202, 5.5: 30 s is a safe choice for the timeout of a long poll',
  },
} as const;
