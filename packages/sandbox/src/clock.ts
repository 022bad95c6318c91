import type { World } from "./world.ts";

/** The sandbox's own time, in milliseconds: it runs as real time does, ahead of it by as much as it was moved. */
export interface Clock {
  now(): number;
  /** Never back: what happened stays in the past. */
  moveTo(time: number): void;
}

export function openClock(world: World, realNow: () => number): Clock {
  const moved = world.table<{ ahead: number }>("clock");
  const now = () => realNow() + (moved.get("sandbox")?.ahead ?? 0);
  return {
    now,
    moveTo(time) {
      if (time > now()) moved.put("sandbox", { ahead: time - realNow() });
    },
  };
}
