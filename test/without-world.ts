/** Takes the world away while engine code runs: time, chance, timers and engine-dependent functions throw. */

/** Thrown when engine code reaches for something that is not there. */
export class WorldTouched extends Error {}

const MATH = (
  'random log log2 log10 log1p exp expm1 pow sin cos tan asin acos atan atan2 ' +
  'sinh cosh tanh asinh acosh atanh cbrt hypot round'
).split(' ');

const GLOBALS = (
  'Date performance Intl Promise crypto fetch WeakRef FinalizationRegistry ' +
  'setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame ' +
  'document window navigator localStorage indexedDB'
).split(' ');

type Holder = Record<string, unknown>;

/**
 * Runs `engineCode` with those names throwing WorldTouched, and gives back what it returns. Keep
 * `expect` outside: assertions need the world. Throws TypeError when the code returns a promise.
 */
export function withoutWorld<Result>(engineCode: () => Result): Result {
  const restore = takeWorldAway();
  let result: Result;
  try {
    result = engineCode();
  } finally {
    restore();
  }
  if (result instanceof Promise)
    throw new TypeError('engine code is synchronous; this gave a promise');
  return result;
}

function takeWorldAway(): () => void {
  const taken: (() => void)[] = [];
  const put = (holder: object, name: string, value: unknown): void => {
    const before = Object.getOwnPropertyDescriptor(holder, name);
    Object.defineProperty(holder, name, { value, configurable: true, writable: true });
    taken.push(() => {
      if (before === undefined) delete (holder as Holder)[name];
      else Object.defineProperty(holder, name, before);
    });
  };
  for (const name of MATH) put(Math, name, absent(`Math.${name}`));
  for (const name of GLOBALS) put(globalThis, name, absent(name));
  put(String.prototype, 'localeCompare', absent('localeCompare'));
  put(Number.prototype, 'toLocaleString', absent('toLocaleString'));
  for (const name of ['sort', 'toSorted'] as const) {
    put(Array.prototype, name, sortedByComparatorOnly(Array.prototype[name], name));
  }
  // In reverse, so that a name taken twice comes back as it was first.
  return () => {
    for (const giveBack of taken.toReversed()) giveBack();
  };
}

/** Stands in for something that is not there: calling, constructing and reading it all throw. */
function absent(name: string): unknown {
  const refuse = (): never => {
    throw new WorldTouched(
      `engine code used ${name}, which is not the same everywhere; see test/house-rules/banned-words.ts`,
    );
  };
  return new Proxy(function nothing() {}, { apply: refuse, construct: refuse, get: refuse });
}

function sortedByComparatorOnly(native: (...given: never[]) => unknown, name: string): unknown {
  return function sorted(this: unknown, ...given: never[]): unknown {
    if (given.length === 0)
      throw new WorldTouched(`engine code used .${name}() without a comparator`);
    return native.apply(this, given);
  };
}
