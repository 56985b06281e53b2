/** The stage and its parts. The map itself, with React Flow, is loaded when it is first drawn. */
export { Stage, type StageProps } from './Stage.tsx';
export { Phone, type PhoneProps } from './phone/Phone.tsx';
export { copiesOfMessages } from './projections/copies.ts';
export { nodeFaces } from './projections/node-faces.ts';
export { phoneScreen, type Bubble, type PhoneScreen } from './projections/phone-screen.ts';
export { tokensInFlight, progressOf } from './projections/tokens-in-flight.ts';
export * from './words.ts';
export { sentenceAt } from './sentence-at.ts';
export { addedMs, isCut, pairKey } from './projections/node-faces.ts';
export { faultsFor, faultLabel, strike } from './faults.ts';
export { conditionOf, CONDITION_FACES, stateWords } from './condition.ts';
export { vitalOf } from './vitals.ts';
