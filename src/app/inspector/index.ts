/** The inspector: what is selected, opened. */
export { Inspector, type InspectorProps } from './Inspector.tsx';
