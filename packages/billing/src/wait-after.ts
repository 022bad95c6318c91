/** Twice as long after each try, and never quite as long as others wait, so that not all come at once. */
export function waitAfter(tries: number, longestMs: number): number {
  return Math.min(1000 * 2 ** (tries - 1), longestMs) * (0.5 + Math.random() / 2);
}
