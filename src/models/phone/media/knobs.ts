/** The policy of photos and videos: which way they take, in how many parts, and when text may pass. */

export const mediaKnobs = {
  mediaPath: {
    kind: 'choice',
    label: 'Photos travel',
    question: 'Who carries the bytes of a photo?',
    options: {
      objectStore: 'The phone puts them into the object store itself; receivers ask the CDN.',
      chatServer: 'The socket and the chat servers, in one line with everybody’s text.',
    },
    initial: 'objectStore',
  },
  mediaUpload: {
    kind: 'choice',
    label: 'An upload is',
    question: 'What has to be sent again when the connection drops?',
    options: {
      single: 'One PUT: all of it, from the beginning.',
      multipart: 'In parts: only the part that was on its way.',
    },
    initial: 'multipart',
  },
  mediaPartMiB: {
    kind: 'number',
    label: 'Size of a part',
    question: 'How large is each part but the last? The object store takes 5 MiB and more.',
    unit: 'MiB',
    min: 1,
    max: 5120,
    initial: 5,
    source: 'Amazon S3 User Guide, Multipart upload limits: 5 MiB is the least',
  },
  mediaPointer: {
    kind: 'choice',
    label: 'A message points to its photo by',
    question: 'What does the receiver find in the message?',
    options: {
      key: 'Its key. The receiver asks a server for a URL when it wants one.',
      signedUrl: 'A signed URL. Whoever reads the message after it expires sees a broken photo.',
    },
    initial: 'key',
  },
  mediaOrder: {
    kind: 'choice',
    label: 'Text typed after a photo',
    question: 'May text leave while a photo of the same chat is still being uploaded?',
    options: {
      overtake: 'Yes. It is shown above the photo that was sent before it.',
      wait: 'No. It stays in order, and waits as long as the upload takes.',
    },
    initial: 'wait',
  },
  mediaSealing: {
    kind: 'choice',
    label: 'The photo of a sealed message',
    question: 'Can the object store and the CDN look at it?',
    options: {
      clear: 'Yes: only the words are sealed.',
      oneTimeKey: 'No: it is sealed with a key of its own, which travels in the message.',
    },
    initial: 'oneTimeKey',
  },
} as const;
