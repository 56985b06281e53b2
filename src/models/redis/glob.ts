/** Redis's own glob (util.c, stringmatchlen): star, question mark, [a-z], [^a] and the backslash. */

/** Whether the whole text matches. A class without its end reaches to the end of the pattern. */
export function matchesGlob(pattern: string, text: string): boolean {
  // As in Redis, not even a star matches a text that is empty from the start.
  if (text === '') return pattern === '';
  let place = 0;
  for (let at = 0; at < text.length; at += 1, place += 1) {
    const sign = pattern[place];
    if (sign === undefined) return false;
    if (sign === '*') return matchesRest(pattern.slice(place + 1), text.slice(at));
    if (sign === '?') continue;
    if (sign === '[') {
      const found = matchClass(pattern, place + 1, text[at] as string);
      if (!found.isMatch) return false;
      place = found.end;
      continue;
    }
    if (sign === '\\' && place + 1 < pattern.length) place += 1;
    if (pattern[place] !== text[at]) return false;
  }
  return /^\**$/.test(pattern.slice(place));
}

/** What stands behind a star may begin at any place. */
function matchesRest(rest: string, text: string): boolean {
  if (/^\**$/.test(rest)) return true;
  for (let at = 0; at < text.length; at += 1) {
    if (matchesGlob(rest, text.slice(at))) return true;
  }
  return false;
}

/** Reads a class from behind its bracket; `end` is the place of the closing one. */
function matchClass(pattern: string, from: number, sign: string) {
  const isNot = pattern[from] === '^';
  let isMatch = false;
  let place = isNot ? from + 1 : from;
  for (; place < pattern.length && pattern[place] !== ']'; place += 1) {
    if (pattern[place] === '\\' && place + 1 < pattern.length) {
      place += 1;
      if (pattern[place] === sign) isMatch = true;
    } else if (pattern[place + 1] === '-' && place + 2 < pattern.length) {
      if (isBetween(sign, pattern[place] as string, pattern[place + 2] as string)) isMatch = true;
      place += 2;
    } else if (pattern[place] === sign) isMatch = true;
  }
  return { isMatch: isMatch !== isNot, end: place };
}

/** Both ends included, in either order. */
const isBetween = (sign: string, one: string, other: string): boolean =>
  one <= other ? sign >= one && sign <= other : sign >= other && sign <= one;
