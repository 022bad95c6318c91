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
  ["Ada had it looked up at Stripe.", { by: "refresh", actor: "user_ada" }, "Ada"],
  ["user_ada had it looked up at Stripe.", { by: "refresh", actor: "user_ada" }, null],
  ["A sync compared everything with Stripe.", { by: "sync" }, null],
])("%s", (words, cause, actorName) => {
  expect(whyInWords(cause, actorName)).toBe(words);
});
