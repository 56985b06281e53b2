/** Reads a number as people write them: 57,870 or 57 870, 1.5, 1.2e6, 3k, 40 million. */

const SCALES: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  g: 1e9,
  billion: 1e9,
};

/** Undefined for what is no number. */
export function numberIn(text: string): number | undefined {
  const found = /^([+-]?[\d.,\s ]*\d(?:e[+-]?\d+)?)\s*([a-z]*)$/i.exec(text.trim());
  const scale = SCALES[(found?.[2] ?? '').toLowerCase()];
  if (found === null || scale === undefined) return undefined;
  // A comma between groups of three digits only groups them.
  const digits = (found[1] ?? '').replace(/[\s ]|,(?=\d{3}(\D|$))/g, '').replace(',', '.');
  const number = Number(digits) * scale;
  return Number.isFinite(number) ? number : undefined;
}
