/** Stands in until the inspector itself is written. */
export const Inspector = () => null;
