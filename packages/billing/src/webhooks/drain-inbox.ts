import { dueCustomers } from "@portico/db";
import { someAtOnce } from "../some-at-once.ts";
import { settleByAsking } from "./settle-by-asking.ts";
import { settleByBelief } from "./settle-by-belief.ts";
import { settleStrays } from "./settle-strays.ts";
import type { SettleNeeds } from "./settle-needs.ts";

const CUSTOMERS = 100;
const ASKED_AT_ONCE = 8;

/** Answers letters that are due, of so many customers at most, and tells of how many. One bounded call. */
export async function drainInbox(needs: SettleNeeds, limit = CUSTOMERS): Promise<number> {
  const strays = await settleStrays(needs, limit);
  const customers = await dueCustomers(needs.db, needs.now(), limit);
  const { taken, open } = await settleByBelief(needs, customers);
  await someAtOnce(open, ASKED_AT_ONCE, async (customer) => settleByAsking(needs, customer));
  return strays + taken;
}
