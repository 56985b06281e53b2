/** The load balancer: the one address that phones know. */
export { loadBalancer } from './component.ts';
export { loadBalancerKnobs, type LoadBalancerKnobs } from './knobs.ts';
