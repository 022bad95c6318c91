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
  expect(whyInWords({ before: bill, after, cause, actorName, memberNames: [] })).toBe(words);
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
  expect(whyInWords({ before: null, after, cause, actorName: null, memberNames: [] })).toBe(words);
});

it.each<[string, Cause, string[]]>([
  [
    "The seats follow the members: Bob, user_eve.",
    { by: "seats", members: ["user_bob", "user_eve"] },
    ["Bob", "user_eve"],
  ],
  ["The seats follow the members.", { by: "seats", members: [] }, []],
  ["The organization was deleted.", { by: "farewell", organization: "org_acme" }, []],
  ["It was bought beside sub_1, which was there before.", { by: "double", kept: "sub_1" }, []],
])("of what we did ourselves: %s", (words, cause, memberNames) => {
  expect(whyInWords({ before: team, after: team, cause, actorName: null, memberNames })).toBe(
    words,
  );
});
