/** The policy of signed URLs: for how long one is good. */

export const mediaKnobs = {
  mediaUrlTtlS: {
    kind: 'number',
    label: 'A signed URL lives for',
    question: 'For how long may whoever has the URL of a photo use it?',
    unit: 's',
    min: 1,
    max: 604_800,
    initial: 900,
    source: 'AWS SDK for JavaScript v3, getSignedUrl: 900 s; S3 allows 7 days at most',
  },
} as const;
