import type { ErrandKind } from "@portico/db";
import type { ErrandHandler } from "./do-errands.ts";

/** Who does which errand. */
export function errandHandlers(): Record<ErrandKind, ErrandHandler> {
  return {
    "follow members": notYet,
    "end plans": notYet,
    "end double": notYet,
    "settle money back": notYet,
  };
}

async function notYet() {
  throw new Error("Nobody does this yet.");
}
