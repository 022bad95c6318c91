import { AsyncLocalStorage } from "node:async_hooks";
import type { Table, World } from "./world.ts";

/** Of each table; whoever looks farther back sees the oldest of them. */
const MOST_STEPS = 10_000;

/** A world that can be read as it was a while ago. */
export function openPast(world: World, now: () => number) {
  const readingAt = new AsyncLocalStorage<number>();

  return {
    /** What `work` reads is what was true then. */
    ago: <Result>(seconds: number, work: () => Result): Result =>
      readingAt.run(now() - seconds * 1000, work),
    world: { ...world, table },
  };

  function table<Row>(name: string): Table<Row> {
    const rows = world.table<Row>(name);
    const steps: { at: number; id: string; before: Row | undefined }[] = [];
    return {
      get: (id) =>
        seen(
          () => rows.get(id),
          (then) => then.get(id),
        ),
      all: () => seen(rows.all, (then) => [...then.values()]),
      entries: () => seen(rows.entries, (then) => [...then]),
      put(id, row) {
        remember(id);
        rows.put(id, row);
      },
      delete(id) {
        remember(id);
        rows.delete(id);
      },
    };

    function seen<Seen>(present: () => Seen, past: (rows: Map<string, Row>) => Seen): Seen {
      const then = readingAt.getStore();
      return then === undefined ? present() : past(asOf(then));
    }

    function remember(id: string) {
      if (steps.length >= 2 * MOST_STEPS) steps.splice(0, MOST_STEPS);
      steps.push({ at: now(), id, before: rows.get(id) });
    }

    function asOf(then: number): Map<string, Row> {
      const past = new Map(rows.entries());
      for (const { at, id, before } of steps.toReversed()) {
        if (at <= then) break;
        if (before === undefined) past.delete(id);
        else past.set(id, before);
      }
      return past;
    }
  }
}
