/** Puts models on the kernel: nodes, network, clocks, luck, edits, run, inspect. */
export { checkpointBytes } from './checkpoint-bytes.ts';
export { Run, type Checkpoint, type NodeInspection, type RunInput, type RunStatus } from './run.ts';
