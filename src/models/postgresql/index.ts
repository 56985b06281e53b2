/** PostgreSQL as a component. */
export { postgresql } from './component.ts';
