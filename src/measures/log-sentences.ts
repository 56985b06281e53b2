/** Sentences about the brokers of a log: who leads, who is in sync, what was cut off. */
import type { RecordName } from '../models/index.ts';
import type { Telling } from './telling.ts';

export const LOG_SENTENCES: Partial<Record<RecordName, (told: Telling) => string>> = {
  elected: (told) => {
    const partition = told.text('partition');
    if (told.number('leader') < 0) return `${told.node} finds no leader for ${partition}`;
    return `${told.node} makes ${told.other('leader')} leader of ${partition}`;
  },
  inSync: (told) =>
    `${told.node} counts ${told.text('replicas')} in sync for ${told.text('partition')}`,
  truncated: (told) => {
    const records = told.number('records');
    const gone = records === 1 ? '1 record is' : `${records} records are`;
    return `${told.node} cuts ${told.text('partition')} back to offset ${told.number('offset')}: ${gone} gone`;
  },
  fenced: (told) =>
    told.number('isFenced') === 1
      ? `${told.node} has not heard of ${told.other('broker')} and counts it as gone`
      : `${told.node} counts ${told.other('broker')} in again`,
};
