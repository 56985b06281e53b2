/** The look: colours, distances and the base components that every screen is built from. */
export * from './Button.tsx';
export * from './class-names.ts';
export * from './Dialog.tsx';
export * from './kinds.ts';
export * from './NumberBox.tsx';
export * from './place-beside.ts';
export * from './Segmented.tsx';
export * from './Select.tsx';
export * from './Slider.tsx';
export * from './Switch.tsx';
export * from './Tabs.tsx';
export * from './theme-choice.ts';
export * from './Tick.tsx';
export * from './Tooltip.tsx';
