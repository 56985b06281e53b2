/** A crowd: one node that stands for many phones. */
export { crowd } from './component.ts';
export { crowdPhones, CROWD_PHONES_MAX, startsOverMs, stretchMs } from './settings.ts';
