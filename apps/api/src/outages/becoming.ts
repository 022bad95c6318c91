import { setTimeout as pause } from "node:timers/promises";
import { createStripe, ensureCustomer, Refused } from "@portico/billing";
import { openPostgres } from "@portico/db";

/** A process of its own, in which organizations become customers. Tells which, as often as each was asked for. */
const [databaseUrl = "", stripeUrl = "", callers = "0", ...organizations] = process.argv.slice(2);
const { db } = openPostgres(databaseUrl, () => {});
const stripe = createStripe({ secretKey: "sk_test_becoming", apiUrl: stripeUrl });
const needs = { db, stripe, now: () => new Date() };

for (const organization of organizations)
  for (let caller = 0; caller < Number(callers); caller += 1) void become(organization);

async function become(organization: string) {
  const customer = await ensureCustomer(needs, organization, null).catch((error: unknown) => {
    if (error instanceof Refused && error.reason === "STRIPE_UNAVAILABLE") return undefined;
    throw error;
  });
  if (customer !== undefined) return process.send?.({ organization, customer });
  await pause(100);
  await become(organization);
}
