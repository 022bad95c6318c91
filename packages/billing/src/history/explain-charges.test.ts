import { expect, it } from "vitest";
import { bill, iso, spring } from "@portico/db/examples";
import { by, explained, historyWith } from "./testing.ts";

const paid = { ...bill, status: "paid", attemptCount: 2, amountPaid: 4900, amountRemaining: 0 };

it("tells the invoice's lines, what failed, and when it was paid", async () => {
  const failed = { ...bill, attemptCount: 1 };
  const history = historyWith([
    { objectId: "in_1", before: null, after: bill },
    { objectId: "in_1", before: bill, after: failed, ...by("evt_4", "invoice.payment_failed") },
    { objectId: "in_1", before: failed, after: paid, ...by("evt_5", "invoice.paid") },
  ]);
  expect((await explained(history)).charges).toEqual([
    {
      invoice: "in_1",
      status: "paid",
      total: 4900,
      currency: "usd",
      sentences: [
        "Invoice ACME-0001 for $49.00 of 1 January 2026, because the subscription went into its next period.",
        "$49.00: 1 × Team (at $49.00 / month), from 1 January 2026 to 1 February 2026",
        "Attempt 1 to charge it failed on 2 January 2026 at 09:00 UTC. Stripe told us: a payment failed, and the subscription may be past due (invoice.payment_failed, evt_4).",
        "Paid on 3 January 2026 at 09:00 UTC: $49.00. Stripe told us: an invoice was paid (invoice.paid, evt_5).",
      ],
    },
  ]);
  expect((await explained(history, "2026-01-02")).charges[0]?.sentences.at(-1)).toBe(
    "To be paid: $49.00.",
  );
});

it("tells what was paid before we met it", async () => {
  const history = historyWith([
    { objectId: "in_1", before: null, after: paid, ...by("evt_1", "invoice.paid") },
  ]);
  expect((await explained(history)).charges[0]?.sentences.at(-1)).toBe(
    "Paid before 1 January 2026 at 09:00 UTC: $49.00. Found when Stripe told us: an invoice was paid (invoice.paid, evt_1).",
  );
});

it("tells shares of a period and what discounts took off", async () => {
  const share = {
    description: "Unused time on Team",
    price: "price_team",
    product: "prod_team",
    amount: -2000,
    quantity: 1,
    proration: true,
    periodStart: iso(10),
    periodEnd: iso(31),
  };
  const history = historyWith([
    { objectId: "di_1", before: null, after: spring },
    { objectId: "in_1", before: null, after: { ...bill, lines: [share], total: -2500 } },
  ]);
  expect((await explained(history)).charges[0]?.sentences.slice(1, 3)).toEqual([
    "-$20.00: Unused time on Team, quantity 1, from 11 January 2026 to 1 February 2026, the share of a period in which something changed",
    "-$5.00: Discounts (SPRING) and taxes",
  ]);
});

it("tells of what is open and of what was paid last, a trial's empty invoice aside", async () => {
  const at = (days: number) => ({ createdAt: iso(days) });
  const history = historyWith([
    { objectId: "in_1", before: null, after: { ...paid, ...at(0) } },
    { objectId: "in_2", before: null, after: { ...paid, ...at(1) } },
    { objectId: "in_3", before: null, after: { ...paid, ...at(2), total: 0, amountPaid: 0 } },
    { objectId: "in_4", before: null, after: { ...bill, ...at(3) } },
    { objectId: "in_5", before: null, after: { ...bill, ...at(4), status: "void" } },
  ]);
  expect((await explained(history)).charges.map(({ invoice }) => invoice)).toEqual([
    "in_4",
    "in_2",
  ]);
});
