/** Reads JSON from a stranger: shallow, without prototype keys, and only into fields that we name. */

/** A value that is not what it should be, with its place: "edits[2].timeUs is not a whole number". */
export class Misread extends Error {}

const DEPTH_MAX = 32;
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];

/** @throws Misread when it is no JSON, too deep, or holds a key that objects inherit. */
export function parseStrictly(text: string): unknown {
  const deep = depthOf(text);
  if (deep > DEPTH_MAX) throw new Misread(`it is nested deeper than ${DEPTH_MAX}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Misread('it is not JSON');
  }
  refuseInherited(value, '');
  return value;
}

/** Counted before parsing: brackets inside texts do not count. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (isInText) {
      if (letter === '\\') at++;
      else if (letter === '"') isInText = false;
    } else if (letter === '"') isInText = true;
    else if (letter === '{' || letter === '[') deepest = Math.max(deepest, ++depth);
    else if (letter === '}' || letter === ']') depth--;
  }
  return deepest;
}

function refuseInherited(value: unknown, path: string): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    const place = Array.isArray(value) ? `${path}[${key}]` : joined(path, key);
    if (FORBIDDEN.includes(key)) throw new Misread(`${place} is a name that is not allowed`);
    refuseInherited((value as Record<string, unknown>)[key], place);
  }
}

const joined = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

/** One value and its place. Every method answers what it says or throws a Misread. */
export class Field {
  readonly value: unknown;
  readonly path: string;

  constructor(value: unknown, path = '') {
    this.value = value;
    this.path = path;
  }

  /** A field of an object; its value is undefined when it is missing. */
  get(key: string): Field {
    const { value, path } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.fail('is not an object');
    }
    const own = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
    return new Field(own, joined(path, key));
  }

  has(key: string): boolean {
    return this.get(key).value !== undefined;
  }

  text(most = 500): string {
    const { value } = this;
    if (typeof value !== 'string') return this.fail('is not a text');
    if (value.length > most) return this.fail(`is longer than ${most} characters`);
    return value;
  }

  number(): number {
    const { value } = this;
    if (typeof value !== 'number' || !Number.isFinite(value)) return this.fail('is not a number');
    return value;
  }

  whole(least = 0, most = Number.MAX_SAFE_INTEGER): number {
    const value = this.number();
    if (!Number.isSafeInteger(value)) return this.fail('is not a whole number');
    if (value < least || value > most) return this.fail(`is not from ${least} to ${most}`);
    return value;
  }

  truth(): boolean {
    const { value } = this;
    return typeof value === 'boolean' ? value : this.fail('is neither true nor false');
  }

  oneOf<Word extends string>(words: readonly Word[]): Word {
    const found = words.find((word) => word === this.value);
    return found ?? this.fail(`is not one of ${words.join(', ')}`);
  }

  list<Item>(read: (item: Field) => Item, most = 10_000): readonly Item[] {
    const { value, path } = this;
    if (!Array.isArray(value)) return this.fail('is not a list');
    if (value.length > most) return this.fail(`has more than ${most} entries`);
    return value.map((each, place) => read(new Field(each, `${path}[${place}]`)));
  }

  /** Any keys, such as knobs or settings: texts and numbers only. */
  table(): Readonly<Record<string, string | number>> {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.fail('is not an object');
    }
    return Object.fromEntries(
      Object.keys(value).map((key) => {
        const field = this.get(key);
        return [key, typeof field.value === 'string' ? field.text() : field.number()];
      }),
    );
  }

  fail(what: string): never {
    throw new Misread(`${this.path === '' ? 'it' : this.path} ${what}`);
  }
}
