import type { Cause } from "@portico/db";
import { expect, it } from "vitest";
import { whyInWords } from "./why.ts";

it.each<[string, Cause, string | null]>([
  [
    "Stripe told us: an invoice was paid (invoice.paid).",
    { by: "event", event: "evt_1", type: "invoice.paid" },
    null,
  ],
  [
    "Stripe told us (customer.renamed).",
    { by: "event", event: "evt_1", type: "customer.renamed" },
    null,
  ],
  ["Looked up at Stripe for Ada.", { by: "refresh", actor: "user_ada" }, "Ada"],
  ["Looked up at Stripe for user_ada.", { by: "refresh", actor: "user_ada" }, null],
  ["A sync compared everything with Stripe.", { by: "sync" }, null],
])("%s", (words, cause, actorName) => {
  expect(whyInWords(cause, actorName)).toBe(words);
});
