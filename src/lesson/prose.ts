/** The prose of a lesson as a small tree of our own: there is no node for HTML, pictures or scripts. */

export type ProseInline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'emphasis' | 'strong'; readonly children: readonly ProseInline[] }
  /** `url` starts with https:// or, for a place in the app, with #. */
  | { readonly type: 'link'; readonly url: string; readonly children: readonly ProseInline[] };

export type ProseBlock =
  | { readonly type: 'paragraph'; readonly children: readonly ProseInline[] }
  | {
      readonly type: 'heading';
      readonly depth: 3 | 4;
      readonly children: readonly ProseInline[];
    }
  | {
      readonly type: 'list';
      readonly ordered: boolean;
      readonly items: readonly (readonly ProseBlock[])[];
    }
  | { readonly type: 'blockquote'; readonly children: readonly ProseBlock[] }
  /** Lines as they are, in a fixed width. */
  | { readonly type: 'listing'; readonly text: string }
  /** Rows of cells; every row is as long as the head. */
  | {
      readonly type: 'table';
      readonly align: readonly ('left' | 'right' | 'center' | null)[];
      readonly head: readonly (readonly ProseInline[])[];
      readonly rows: readonly (readonly (readonly ProseInline[])[])[];
    };
