/** The policy of sealing on a phone: whether, to whose key, and what when a key has changed. */
export const sealingKnobs = {
  encryption: {
    kind: 'choice',
    label: 'Sealing',
    question: 'Who can read a message on its way?',
    options: {
      none: 'Every server, log, list and table that it passes.',
      pairwise: 'Only phones: each device of the recipients gets a copy sealed to its own key.',
      senderKeys:
        'Only phones: in a group one copy for all, once each device has the sender’s key.',
    },
    initial: 'none',
  },
  keyChange: {
    kind: 'choice',
    label: 'A contact has a new key',
    question: 'What does the sender’s phone do when the registry has another key than before?',
    options: {
      block: 'It shows the change and seals nothing to the new key until its owner says so.',
      notify: 'It shows the change and goes on with the new key at once.',
      silent: 'It goes on with the new key and says nothing: a swapped key would pass unseen.',
    },
    initial: 'notify',
  },
  keyCacheMs: {
    kind: 'number',
    label: 'A contact’s key is trusted for',
    question: 'How long does a phone seal to a key before it asks the registry again?',
    unit: 'ms',
    min: 1000,
    max: 604_800_000,
    initial: 3_600_000,
    source: 'our choice: an hour, in which a message may be sealed to a key that is gone',
  },
  unopened: {
    kind: 'choice',
    label: 'A message that cannot be opened',
    question: 'What does a phone do with a message that is sealed to a key it no longer has?',
    options: {
      acknowledge: 'It says that it has it: two ticks for words that nobody will ever read.',
      askAgain: 'It asks the sender’s phone to seal it again, to the key that it has now.',
    },
    initial: 'askAgain',
  },
  oneTimePrekeys: {
    kind: 'number',
    label: 'One-time prekeys at a time',
    question: 'How many one-time prekeys does a phone leave with the registry?',
    unit: 'keys',
    min: 0,
    max: 1000,
    initial: 100,
    source: 'Signal for iOS makes 100 at a time',
  },
} as const;
