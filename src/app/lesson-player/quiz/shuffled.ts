/** The same order for everybody, and not that of the file: by a number made from each text. */

/** FNV-1a over the letters. */
function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place++) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193) >>> 0;
  }
  return hash;
}

export function shuffled<Item>(items: readonly Item[], textOf: (item: Item) => string): Item[] {
  return items.toSorted(
    (one, other) =>
      numberOf(textOf(one)) - numberOf(textOf(other)) || textOf(one).length - textOf(other).length,
  );
}
