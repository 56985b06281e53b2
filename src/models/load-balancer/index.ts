/** The load balancer: the one address that phones know. */
export { loadBalancer } from './component.ts';
