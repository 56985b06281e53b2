/** The inspector: what is selected, opened; and the pure answers it is made of. */
export { Inspector, type InspectorProps } from './Inspector.tsx';
export { ChainList } from './ChainList.tsx';
export { causesOf, provenanceOf, type Provenance } from './provenance.ts';
export { KnobList } from './KnobList.tsx';
export { StateChart } from './StateChart.tsx';
