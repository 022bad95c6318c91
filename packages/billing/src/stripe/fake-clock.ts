interface Sleeper {
  until: number;
  wake(): void;
}

/** Time that passes only while everybody waits, straight to whoever wakes first. */
export function openFakeClock() {
  let at = 0;
  let awake = 0;
  const sleepers: Sleeper[] = [];

  return {
    now: () => new Date(at),
    wait: (milliseconds: number) =>
      new Promise<void>((wake) => {
        sleepers.push({ until: at + milliseconds, wake });
        fallAsleep();
      }),
    /** Does all of it at the same time. */
    async run(works: (() => Promise<void>)[]) {
      awake += works.length;
      await Promise.all(works.map((work) => work().finally(fallAsleep)));
    },
  };

  function fallAsleep() {
    awake -= 1;
    if (awake > 0) return;
    const first = sleepers.toSorted((one, other) => one.until - other.until)[0];
    if (!first) return;
    sleepers.splice(sleepers.indexOf(first), 1);
    at = Math.max(at, first.until);
    awake += 1;
    first.wake();
  }
}
