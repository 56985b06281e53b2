/** Runs XState machines as tables: exactly as XState would, over typed-array columns. */
export { compile, type CompiledMachine, type CompileOptions } from './compile.ts';
export type { Host } from './host.ts';
export type { MachineEvent, Scalar } from './machine-event.ts';
export type { Population, PopulationImage } from './population.ts';
export type { TimerSpec } from './timers.ts';
export { UnsupportedFeature } from './unsupported.ts';
