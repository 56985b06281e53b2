/** The phone: what people hold, type into and look at. */
export { phone } from './component.ts';
export { compileCrowdMachine, memberDelayMs } from './member.ts';
