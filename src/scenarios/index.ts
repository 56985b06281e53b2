/** Topology, workload, faults and plans; composes the design from the models' knobs. */
export * from './check-names.ts';
export * from './plan.ts';
export * from './scenario.ts';
