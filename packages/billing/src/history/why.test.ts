import type { Cause, Said } from "@portico/db";
import { expect, it } from "vitest";
import { bill, team } from "@portico/db/examples";
import { whyInWords } from "./why.ts";

const heard = (type: string): Cause => ({ by: "event", event: "evt_1", type });
const refresh: Cause = { by: "refresh", actor: "user_ada" };

it.each<[string, Cause, string | null]>([
  ["Stripe told us: an invoice was paid (invoice.paid).", heard("invoice.paid"), null],
  ["Stripe told us (customer.renamed).", heard("customer.renamed"), null],
  ["Looked up at Stripe for Ada.", refresh, "Ada"],
  ["Looked up at Stripe for user_ada.", refresh, null],
  ["A sync compared everything with Stripe.", { by: "sync" }, null],
])("%s", (words, cause, actorName) => {
  const after = { ...bill, status: "paid" };
  expect(whyInWords({ before: bill, after, cause, actorName })).toBe(words);
});

it.each<[string, Cause, Said]>([
  [
    "Stripe told us: an organization subscribed (customer.subscription.created).",
    heard("customer.subscription.created"),
    team,
  ],
  ["Found when Stripe told us: an invoice was paid (invoice.paid).", heard("invoice.paid"), bill],
  [
    "Found when Stripe told us: an organization subscribed (customer.subscription.created).",
    heard("customer.subscription.created"),
    bill,
  ],
])("of what is new to us: %s", (words, cause, after) => {
  expect(whyInWords({ before: null, after, cause, actorName: null })).toBe(words);
});
