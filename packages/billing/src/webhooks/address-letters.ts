import { address, customersByObject, markDone, type OpenLetter } from "@portico/db";
import type Stripe from "stripe";
import { kindOf } from "./events.ts";
import { someAtOnce } from "../some-at-once.ts";
import type { SettleNeeds } from "./settle-needs.ts";
import { tryLater } from "./try-later.ts";

const ASKED_AT_ONCE = 8;

/** Finds whose letters these are: whose the object was, else whose charge it is about. Tells how many that settled. */
export async function addressLetters(needs: SettleNeeds, letters: OpenLetter[]): Promise<number> {
  const objects = letters.flatMap(({ objectId }) => objectId ?? []);
  if (objects.length === 0) return 0;
  const known = await customersByObject(needs.db, objects);
  let settled = 0;
  await someAtOnce(letters, ASKED_AT_ONCE, async (letter) => {
    try {
      const customer = known.get(letter.objectId ?? "") ?? (await askWhose(needs.stripe, letter));
      if (customer === null) await markDone(needs.db, [letter.id], needs.now());
      else await address(needs.db, letter.id, customer);
      settled += 1;
    } catch (error) {
      await tryLater(needs, { customer: "a letter without a customer", letters: [letter] }, error);
    }
  });
  return settled;
}

type Charges = Pick<Stripe, "disputes" | "refunds">;

async function askWhose(stripe: Charges, { type, objectId }: OpenLetter): Promise<string | null> {
  if (objectId === null) return null;
  const kind = kindOf(type);
  if (kind !== "refund" && kind !== "dispute") return null;
  const about = { expand: ["charge"] };
  const { charge } =
    kind === "refund"
      ? await stripe.refunds.retrieve(objectId, about)
      : await stripe.disputes.retrieve(objectId, about);
  const customer = typeof charge === "object" ? charge?.customer : null;
  return typeof customer === "object" ? (customer?.id ?? null) : (customer ?? null);
}
