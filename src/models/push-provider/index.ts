/** The platforms' push providers, APNs and FCM. */
export { pushProvider } from './component.ts';
