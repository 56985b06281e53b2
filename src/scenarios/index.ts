/** Topology, workload, faults and plans; composes the design from the models' knobs. */
export { capstoneScenario, capstoneStart } from './capstone.ts';
export {
  capacitySheet,
  CLASSROOM_ASSUMPTIONS,
  scaledStorm,
  type CapacityAssumptions,
  type CapacityCell,
  type ScaledStorm,
} from './capacity-sheet.ts';
export * from './check-names.ts';
export { CLASSROOM_STORM, crashAtMs, crowdStormScenario, type CrowdStorm } from './crowd-storm.ts';
export { deploy, USUAL_NETWORK, type Deployment, type Platform } from './deployment.ts';
export { designFor, designKnobs, ownerOf, referenceDesign } from './design.ts';
export { betweenTwo, disputes, type Dispute } from './disputes/index.ts';
export { applyEdits } from './edits.ts';
export { fanOutScenario } from './fan-out.ts';
export { faultSpans, lastFaultUs, type FaultSpan } from './fault-spans.ts';
export { homeScenario } from './home.ts';
export { membershipScenario } from './membership.ts';
export { didYouMean, nearestWord } from './nearest.ts';
export { partitionScenario } from './partition.ts';
export { photosScenario } from './photos.ts';
export * from './plan.ts';
export { planFor, scriptedPlan, trafficFor } from './plan-for.ts';
export { pathText, type Problem, type ProblemPath } from './problem.ts';
export { PACKET_TYPES } from './packet-types.ts';
export {
  CLASSROOM_DEPLOY,
  deployBeginsAtMs,
  rollingDeployScenario,
  type RollingDeploy,
} from './rolling-deploy.ts';
export { regionsScenario } from './regions.ts';
export * from './scenario.ts';
export { stormScenario } from './storm.ts';
export { outsideEnvelope, strayFaults } from './validate-envelope.ts';
export { validateScenario } from './validate.ts';
export { impossibleAtBrokers } from './validate-brokers.ts';
export { impossibleAtRedis } from './validate-redis.ts';
export { impossibleOnRing } from './validate-ring.ts';
export { validateDesign } from './validate-design.ts';
export { validateEdits, validatePlan } from './validate-plan.ts';
