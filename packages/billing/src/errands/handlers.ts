import type { ErrandKind } from "@portico/db";
import {
  settleMoneyBack,
  type SettleMoneyBackNeeds,
} from "../credits/money-back/settle-money-back.ts";
import type { ErrandHandler } from "./do-errands.ts";
import { endDouble, type EndDoubleNeeds } from "./end-double.ts";
import { endPlans, type EndPlansNeeds } from "./end-plans.ts";
import { followMembers, type FollowMembersNeeds } from "./follow-members.ts";

export type ErrandNeeds = FollowMembersNeeds &
  EndPlansNeeds &
  EndDoubleNeeds &
  SettleMoneyBackNeeds;

/** Who does which errand. */
export function errandHandlers(needs: ErrandNeeds): Record<ErrandKind, ErrandHandler> {
  return {
    "follow members": (errand) => followMembers(needs, errand),
    "end plans": (errand) => endPlans(needs, errand),
    "end double": (errand) => endDouble(needs, errand),
    "settle money back": (errand) => settleMoneyBack(needs, errand),
  };
}
