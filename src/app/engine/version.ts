/** The version of the simulation: it changes whenever an old run would come out otherwise. */
export const ENGINE_VERSION = '0.1';
