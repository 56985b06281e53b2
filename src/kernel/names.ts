/** Interned names: each text gets the next small number the first time it is seen. */

export class Names {
  private readonly texts: string[] = [];
  private readonly ids = new Map<string, number>();

  /** Names with the given texts, in that order. @throws Error when a text comes twice. */
  static of(texts: readonly string[]): Names {
    const names = new Names();
    for (const text of texts) {
      if (names.has(text)) throw new Error(`the name "${text}" comes twice in one table of names`);
      names.id(text);
    }
    return names;
  }

  /** How many names there are; their ids are 0 to length - 1. */
  get length(): number {
    return this.texts.length;
  }

  /** The id of a name, which is given now if the name is new. */
  id(text: string): number {
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    const id = this.texts.length;
    this.texts.push(text);
    this.ids.set(text, id);
    return id;
  }

  /** The id of a name, or -1: asking never adds a name, so looking does not change the digest. */
  find(text: string): number {
    return this.ids.get(text) ?? -1;
  }

  has(text: string): boolean {
    return this.ids.has(text);
  }

  /** @throws RangeError for an id that was never given. */
  text(id: number): string {
    const text = this.texts[id];
    if (text === undefined) {
      throw new RangeError(`no name has the id ${id}: ids run from 0 to ${this.texts.length - 1}`);
    }
    return text;
  }

  /** The texts with ids `from` and up, in order of id. */
  textsFrom(from: number): string[] {
    return this.texts.slice(from);
  }

  /** A table of its own with the first `length` names. */
  copy(length = this.texts.length): Names {
    return Names.of(this.texts.slice(0, length));
  }

  /** What a checkpoint keeps: the number of names. Names are only ever added at the end. */
  save(): number {
    return this.texts.length;
  }

  /** Forgets all names but the first `length`. @throws RangeError when there are fewer. */
  restore(length: number): void {
    if (!(length >= 0 && length <= this.texts.length)) {
      throw new RangeError(`cannot go back to ${length} names: there are ${this.texts.length}`);
    }
    while (this.texts.length > length) this.ids.delete(this.texts.pop()!);
  }
}
