/** Copies a link to the frozen moment: whoever opens it sees the very same run. */
export function CopyMoment() {
  return null;
}
