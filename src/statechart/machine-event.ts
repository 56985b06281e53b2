/** The event that steps a machine: a type and scalar fields. */

export type Scalar = number | boolean | string;

export interface MachineEvent {
  readonly type: string;
  readonly [field: string]: Scalar;
}
