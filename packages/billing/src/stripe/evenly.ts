/** Spreads turns evenly, but for a few after a quiet time, and tells how many milliseconds the next one waits. */
export function evenly(perSecond: number, burst: number, now: () => Date): () => number {
  const gap = 1_000 / perSecond;
  let free = -Infinity;
  return () => {
    const at = now().getTime();
    free = Math.max(free, at - burst * gap) + gap;
    return Math.max(0, free - at);
  };
}
