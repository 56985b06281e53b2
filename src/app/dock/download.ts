/** Hands a file to the person at the screen. */

export function download(fileName: string, parts: readonly string[], type: string): void {
  const address = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser has taken its copy by the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}

/** A name for files of a run: letters, digits and dashes only. */
export const fileNameFor = (scenarioId: string, seed: string, ending: string): string =>
  `${`${scenarioId}-${seed}`.replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-+|-+$/g, '')}.${ending}`;
