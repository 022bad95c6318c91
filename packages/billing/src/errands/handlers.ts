import type { ErrandKind } from "@portico/db";
import { settleMoneyBack, type SettleMoneyBackNeeds } from "../credits/settle-money-back.ts";
import type { ErrandHandler } from "./do-errands.ts";

/** Who does which errand. */
export function errandHandlers(needs: SettleMoneyBackNeeds): Record<ErrandKind, ErrandHandler> {
  return {
    "follow members": notYet,
    "end plans": notYet,
    "end double": notYet,
    "settle money back": (errand) => settleMoneyBack(needs, errand),
  };
}

async function notYet() {
  throw new Error("Nobody does this yet.");
}
