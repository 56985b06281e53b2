/** What the trace knows of one kind of record. */

/** How a scalar of a record is read: a node's number, an interned text, a plain number, or an enum. */
export type FieldKind = 'node' | 'text' | 'number' | 'flag' | readonly string[];

export interface RecordKind {
  /** The fields behind the columns a, b and c, in that order. */
  readonly fields: readonly { readonly name: string; readonly kind: FieldKind }[];
  /** A sentence in which {node}, {message} and {field} are filled in. */
  readonly sentence: string;
  /** `life` is what users would notice; `wire` is packets; `inner` is a node's own business. */
  readonly level: 'life' | 'wire' | 'inner';
}

export const field = (name: string, kind: FieldKind) => ({ name, kind });
