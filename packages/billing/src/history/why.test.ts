import type { Cause, Said } from "@portico/db";
import { expect, it } from "vitest";
import { bill, team } from "@portico/db/examples";
import { causeInWords, whyInWords } from "./why.ts";

const heard = (type: string): Cause => ({ by: "event", event: "evt_1", type });
const refresh: Cause = { by: "refresh", actor: "user_ada" };

it.each<[string, Cause, string | null]>([
  ["Stripe told us: an invoice was paid.", heard("invoice.paid"), null],
  ["Stripe told us of something new.", heard("customer.renamed"), null],
  ["Looked up at Stripe for Ada.", refresh, "Ada"],
  ["Looked up at Stripe for user_ada.", refresh, null],
  ["A sync compared everything with Stripe.", { by: "sync" }, null],
])("%s", (words, cause, actorName) => {
  const after = { ...bill, status: "paid" };
  expect(whyInWords({ before: bill, after, cause, actorName, memberNames: [] })).toBe(words);
});

it.each<[string, Cause, Said]>([
  ["Stripe told us: an organization subscribed.", heard("customer.subscription.created"), team],
  ["Found when Stripe told us: an invoice was paid.", heard("invoice.paid"), bill],
  [
    "Found when Stripe told us: an organization subscribed.",
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
  [
    "It was bought beside another plan, which was there before.",
    { by: "double", kept: "sub_1" },
    [],
  ],
])("of what we did ourselves: %s", (words, cause, memberNames) => {
  expect(whyInWords({ before: team, after: team, cause, actorName: null, memberNames })).toBe(
    words,
  );
});

it.each<[string, Cause]>([
  ["Stripe told us: an invoice was paid (invoice.paid, evt_1).", heard("invoice.paid")],
  [
    "It was bought beside another plan, which was there before (sub_1).",
    { by: "double", kept: "sub_1" },
  ],
  ["A sync compared everything with Stripe.", { by: "sync" }],
])("for whoever runs this service: %s", (words, cause) => {
  const after = { ...bill, status: "paid" };
  expect(causeInWords({ before: bill, after, cause, actorName: null, memberNames: [] })).toBe(
    words,
  );
});
