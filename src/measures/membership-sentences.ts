/** Sentences about who was let into which group. */
import type { MembershipOutcome, RecordName } from '../models/index.ts';
import { personWords } from './node-words.ts';
import type { Telling } from './telling.ts';

/** `*` is the user, `+` the group. */
const OUTCOME_WORDS: Readonly<Record<MembershipOutcome, string>> = {
  joined: '* is in + now',
  already: '* was in + already',
  full: '+ is full, and * is not let in',
  conflict: 'too many changes at once, and * is not let into +',
  unavailable: 'the database does not answer, and * is not let into +',
  unknown: 'nobody knows whether * is in +',
};

export const MEMBERSHIP_SENTENCES: Partial<Record<RecordName, (told: Telling) => string>> = {
  membership: (told) => {
    const words = OUTCOME_WORDS[told.member<MembershipOutcome>('outcome')];
    const user = personWords(told.text('user'));
    return `${told.node}: ${words.replace('*', user).replace('+', told.text('conversation'))}`;
  },
};
