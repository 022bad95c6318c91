/** Rings at a time, or when somebody rings it before. Without a time it waits for somebody. */
export function openAlarm(now: () => number) {
  let ring = () => {};
  return {
    ring: () => ring(),
    at: (time: number) =>
      new Promise<void>((resolve) => {
        const timer = Number.isFinite(time)
          ? setTimeout(resolve, Math.max(time - now(), 5))
          : undefined;
        ring = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}
