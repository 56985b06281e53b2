/** The stage and its parts. The map itself, with React Flow, is loaded when it is first drawn. */
export { CONDITION_FACES, conditionOf } from './condition.ts';
export { faultLabel, faultsFor, strike } from './faults.ts';
export { copiesOfMessages } from './projections/copies.ts';
export { addedMs, isCut, nodeFaces, pairKey } from './projections/node-faces.ts';
export { tokensInFlight } from './projections/tokens-in-flight.ts';
export { sentenceAt } from './sentence-at.ts';
export { Stage, type StageProps } from './Stage.tsx';
export * from './words.ts';
