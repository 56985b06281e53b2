/** The one rule of its own that a bucket can be given here. */
import type { KnobTable, KnobValues } from '../protocol/index.ts';

export const objectStoreKnobs = {
  mediaAbortDays: {
    kind: 'number',
    label: 'Unfinished uploads end after',
    question: 'After how many days does the bucket drop the parts of an upload nobody completed?',
    unit: 'd',
    min: 0,
    max: 365,
    initial: 7,
    source: 'our choice; the rule is AbortIncompleteMultipartUpload of S3, 0 is no rule',
  },
} as const satisfies KnobTable;

export type ObjectStoreKnobs = KnobValues<typeof objectStoreKnobs>;
