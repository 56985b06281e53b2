/** The policy of the CDN: how long, under which name, and for how many at once. */
import type { KnobTable, KnobValues } from '../protocol/index.ts';

export const cdnKnobs = {
  cdnTtlS: {
    kind: 'number',
    label: 'Edge keeps a photo for',
    question: 'For how long may an edge answer by itself before it asks whether all is still true?',
    unit: 's',
    min: 0,
    max: 31_536_000,
    initial: 86_400,
    source: 'Amazon CloudFront, DefaultTTL: 86,400 s; MaxTTL: 31,536,000 s',
  },
  cdnCacheKey: {
    kind: 'choice',
    label: 'Edge finds a photo by',
    question: 'Which requests are for the same thing?',
    options: {
      path: 'The path alone. A thousand people with a thousand URLs share one copy.',
      wholeUrl: 'The whole URL, signature included. Each new signature is a miss.',
    },
    initial: 'path',
  },
  cdnCollapse: {
    kind: 'choice',
    label: 'Requests for what is on its way',
    question: 'A photo is being fetched from the origin and somebody else asks for it. What then?',
    options: {
      join: 'They wait for the same fetch: the origin is asked once.',
      each: 'Each is fetched by itself. A popular photo storms the origin when it expires.',
    },
    initial: 'join',
  },
} as const satisfies KnobTable;

export type CdnKnobs = KnobValues<typeof cdnKnobs>;
