import type { Said } from "@portico/db";
import { describe, expect, it } from "vitest";
import { tell } from "./tell.ts";
import { acme, bill, iso, moneyBack, spring, team, visa } from "@portico/db/examples";

const names = new Map([
  ["prod_team", "Team"],
  ["prod_business", "Business"],
]);
const [item] = team.items;
if (!item) throw new Error("the subscription has an item");

const createdAt = iso(0);
const currency = "usd";
const customer = { ...acme, defaultPaymentMethod: "pm_1" };
const note = {
  kind: "credit_note" as const,
  status: "issued",
  number: "CN-1",
  total: 500,
  otherwise: 0,
  currency,
  reason: null,
  invoice: "in_1",
  createdAt,
};
const dispute = {
  kind: "dispute" as const,
  status: "needs_response",
  amount: 4900,
  currency,
  reason: "product_not_received",
  charge: "ch_1",
  payment: null,
  createdAt,
};

describe("what happened, in words", () => {
  it.each<[string, Said | null, Said | null]>([
    ["Subscribed to Team: active.", null, team],
    [
      "The plan changed from Team to Business. The price changed from $49.00 a month to $99.00 a month.",
      team,
      { ...team, items: [{ ...item, product: "prod_business", unitAmount: 9900 }] },
    ],
    ["The seats changed from 1 to 5.", team, { ...team, items: [{ ...item, quantity: 5 }] }],
    ["The subscription was active and is past due.", team, { ...team, status: "past_due" }],
    [
      "The subscription was cancelled and ends on 1 February 2026.",
      team,
      { ...team, cancelAt: iso(31) },
    ],
    ["The cancellation was taken back.", { ...team, cancelAt: iso(31) }, team],
    [
      "The subscription was active and is ended. The subscription ended on 11 January 2026.",
      { ...team, cancelAt: iso(31) },
      { ...team, status: "canceled", endedAt: iso(10) },
    ],
    ["Invoices are not collected for now.", team, { ...team, paused: { resumesAt: null } }],
    ["Invoices are collected again.", { ...team, paused: { resumesAt: iso(9) } }, team],
    ["The trial runs until 8 January 2026.", team, { ...team, trialEnd: iso(7) }],
    [
      "The period runs until 1 March 2026.",
      team,
      { ...team, items: [{ ...item, currentPeriodEnd: iso(59) }] },
    ],
    ["The subscription to Team is gone from Stripe.", team, null],
    ["Invoice ACME-0001 for $49.00 of 1 January 2026 is to be paid.", null, bill],
    [
      "Invoice ACME-0001 for $49.00 was paid.",
      bill,
      { ...bill, status: "paid", attemptCount: 1, amountPaid: 4900 },
    ],
    [
      "Invoice ACME-0001 for a credit of $9.00 of 1 January 2026 was settled.",
      null,
      { ...bill, status: "paid", total: -900 },
    ],
    [
      "A payment of Invoice ACME-0001 for $49.00 failed (attempt 2).",
      { ...bill, attemptCount: 1 },
      { ...bill, attemptCount: 2 },
    ],
    ["$10.00 of Invoice ACME-0001 for $49.00 is paid.", bill, { ...bill, amountPaid: 1000 }],
    ["A payment method was added: Visa ending in 4242, valid until 08/2031.", null, visa],
    ["A payment method was removed: Visa ending in 4242, valid until 08/2031.", visa, null],
    ["Became a customer at Stripe.", null, customer],
    ["The customer was deleted at Stripe.", customer, null],
    ["Money was kept for later invoices.", customer, { ...customer, balance: -500 }],
    ["A discount began: SPRING, until 11 January 2026.", null, { ...spring, endsAt: iso(10) }],
    ["A discount ended: SPRING.", spring, null],
    ["A refund of $10.00 was made.", moneyBack, { ...moneyBack, status: "succeeded" }],
    ["Credit note CN-1 for $5.00 was issued.", null, note],
    ["A dispute over $49.00 began: product not received.", null, dispute],
    ["A dispute over $49.00: lost.", dispute, { ...dispute, status: "lost" }],
  ])("%s", (words, before, after) => {
    expect(tell({ before, after }, names).sentences.join(" ")).toBe(words);
  });
});

describe("what changed, as data", () => {
  it("is small, named, and nothing that stayed as it was", () => {
    const after = { ...team, status: "past_due", items: [{ ...item, quantity: 5 }] };
    expect(tell({ before: team, after }, names).differences).toEqual([
      { name: "seats", before: 1, after: 5 },
      { name: "status", before: "active", after: "past_due" },
    ]);
  });

  it("names all there is to know of what began", () => {
    expect(tell({ before: null, after: bill }, names).differences).toEqual([
      { name: "status", before: null, after: "open" },
      { name: "attempts", before: null, after: 0 },
      { name: "total", before: null, after: 4900 },
      { name: "paid", before: null, after: 0 },
    ]);
  });

  it("calls a plan by its id where its name was never heard", () => {
    expect(tell({ before: null, after: team }, new Map()).sentences).toEqual([
      "Subscribed to prod_team: active.",
    ]);
  });

  it("is nothing where nothing changed that people ask about", () => {
    const after = { ...team, defaultPaymentMethod: "pm_1" };
    expect(tell({ before: team, after }, names)).toEqual({
      kind: "subscription",
      sentences: ["A detail of the subscription changed."],
      differences: [],
    });
  });
});
