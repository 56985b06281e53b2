/** The notification service: asks the platforms' push providers to wake phones. */
export { notificationService } from './component.ts';
