/** The policy of a chat server towards people who have more than one device. */
export const deviceKnobs = {
  deviceFanOut: {
    kind: 'choice',
    label: 'Several devices of one user',
    question: 'What is delivered to: a user, or each of their devices?',
    options: {
      user: 'The user: one entry in the map, which the device that came last has written.',
      device: 'Each device: its own entry in the map, its own copy, its own receipt.',
    },
    initial: 'user',
  },
} as const;
