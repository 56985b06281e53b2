/** Measures how deep a YAML text nests without parsing it: the parser's own stack is what is in danger. */
import { LIMITS } from './limits.ts';

/** The offset at which the text nests deeper than allowed, or -1. One pass, no recursion. */
export function tooDeepAt(text: string): number {
  const inBrackets = deepBracket(text);
  return inBrackets === -1 ? deepLine(text) : inBrackets;
}

// Brackets in texts count as well: no honest text opens thirty that it does not close.
function deepBracket(text: string): number {
  let depth = 0;
  for (let offset = 0; offset < text.length; offset += 1) {
    const sign = text[offset];
    if (sign === '[' || sign === '{') depth += 1;
    if ((sign === ']' || sign === '}') && depth > 0) depth -= 1;
    if (depth > LIMITS.yamlNesting) return offset;
  }
  return -1;
}

/** Signs that open a level each when they start a line: "- - - x", "? - x". */
const OPENERS = /^(?:[ \t]*[-?:](?=[ \t]|$))*/;

function deepLine(text: string): number {
  /** Columns at which the open levels began. */
  const open: number[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    const indent = line.length - line.trimStart().length;
    if (line.trim() !== '') {
      while (open.length > 0 && open[open.length - 1]! > indent) open.pop();
      if (open[open.length - 1] !== indent) open.push(indent);
      const openers = OPENERS.exec(line)![0].replace(/[ \t]/g, '').length;
      if (open.length + openers > 2 * LIMITS.yamlNesting) return offset + indent;
    }
    offset += line.length + 1;
  }
  return -1;
}
