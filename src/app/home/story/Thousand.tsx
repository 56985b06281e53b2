/** Beat 8: the same two rules under a thousand seeds. */
export function Thousand() {
  return null;
}
