/** What can be read off the record stream without judging it: sentences, counts, latencies. */
export { Histogram } from './histogram.ts';
export { createMeasures, type Measures } from './measures.ts';
export { MEDIA_MEASURES } from './media-measures.ts';
export { MessageBook, type MessageFacts } from './message-book.ts';
export {
  keyWords,
  messageWords,
  nodeWords,
  personWords,
  sentence,
  type ReadNames,
} from './node-words.ts';
export { PLACE_WORDS, STATUS_WORDS } from './record-words.ts';
export { Readers, readersOf, type Reading, type ReadersContext } from './readers.ts';
export type { Series } from './series.ts';
export { storyOf } from './story.ts';
export { METER_MEASURES } from './wire-measures.ts';
