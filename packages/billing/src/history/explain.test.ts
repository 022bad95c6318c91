import type { Cause, HistoryEntry, SubscriptionSaid } from "@portico/db";
import { describe, expect, it } from "vitest";
import { accessAt } from "./access-at.ts";
import { explain, explanationInWords } from "./explain.ts";
import { bill, historyWith, onDay, team, visa } from "./testing.ts";

const iso = (days: number) => onDay(days).toISOString();

const by = (event: string, type: string): { cause: Cause } => ({
  cause: { by: "event", event, type },
});

const ended = { ...team, status: "canceled", endedAt: iso(3) };
const customer = {
  kind: "customer" as const,
  organization: "org_acme",
  defaultPaymentMethod: null,
  balance: 0,
  testClock: false,
  createdAt: iso(0),
};

function needsWith(history: HistoryEntry[]) {
  return {
    knowsOrganization: async (organization: string) => organization === "org_acme",
    historyUntil: async (_: string, at: Date) => history.filter((each) => each.at <= at),
    planNames: async () => new Map([["prod_team", "Team"]]),
    now: () => onDay(100),
  };
}

const asked = (history: HistoryEntry[], at?: string) =>
  explain(needsWith(history), { organization: "org_acme", at });

describe("why there is access, or none", () => {
  it("names the subscription that gives it, since when and by which event", async () => {
    const history = historyWith([
      {
        objectId: "sub_1",
        before: null,
        after: team,
        ...by("evt_1", "customer.subscription.created"),
      },
      {
        objectId: "sub_1",
        before: team,
        after: { ...team, cancelAt: iso(31) },
        ...by("evt_2", "customer.subscription.updated"),
      },
    ]);
    expect((await asked(history)).access).toEqual({
      has: true,
      sentences: [
        "The subscription sub_1 to Team is active since 1 January 2026 at 09:00 UTC. Stripe told us: an organization subscribed (customer.subscription.created, evt_1).",
        "It was cancelled on 2 January 2026 at 09:00 UTC, to end on 1 February 2026. Stripe told us: the plan, the seats, the status or the end changed (customer.subscription.updated, evt_2).",
      ],
    });
  });

  it.each<[string, Partial<SubscriptionSaid>, string]>([
    ["is active since it began", { status: "active" }, "since 22 December 2025 at 09:00 UTC"],
    [
      "is active since its trial ended",
      { status: "active", trialEnd: iso(-3) },
      "since 29 December 2025 at 09:00 UTC",
    ],
    [
      "is on trial since it began",
      { status: "trialing", trialEnd: iso(3) },
      "since 22 December 2025 at 09:00 UTC",
    ],
    [
      "is ended since its end",
      { status: "canceled", endedAt: iso(-2) },
      "since 30 December 2025 at 09:00 UTC",
    ],
    [
      "is past due since before",
      { status: "past_due" },
      "since before 1 January 2026 at 09:00 UTC",
    ],
  ])("says of one that we met later that it %s", async (_, said, words) => {
    const after = { ...team, createdAt: iso(-10), ...said };
    const history = historyWith([{ objectId: "sub_1", before: null, after }]);
    expect((await asked(history)).access.sentences).toEqual([expect.stringContaining(words)]);
  });

  it("says that nobody ever subscribed", async () => {
    expect(
      (await asked(historyWith([{ objectId: "pm_1", before: null, after: visa }]))).access,
    ).toEqual({ has: false, sentences: ["It never subscribed."] });
  });

  it("says when a subscription ended, or stopped being paid for, and who said so", async () => {
    const history = historyWith([
      { objectId: "sub_1", before: null, after: team },
      {
        objectId: "sub_1",
        before: team,
        after: { ...team, status: "unpaid" },
        cause: { by: "refresh", actor: "user_ada" },
        actorName: "Ada",
      },
      {
        objectId: "sub_1",
        before: { ...team, status: "unpaid" },
        after: ended,
        ...by("evt_9", "customer.subscription.deleted"),
      },
    ]);
    expect((await asked(history, "2026-01-02")).access).toEqual({
      has: false,
      sentences: [
        "The subscription sub_1 to Team is unpaid since 2 January 2026 at 09:00 UTC. Looked up at Stripe for Ada.",
      ],
    });
    expect((await asked(history)).access.sentences).toEqual([
      "The subscription sub_1 to Team is ended since 3 January 2026 at 09:00 UTC. Stripe told us: a subscription ended (customer.subscription.deleted, evt_9).",
    ]);
    expect((await asked(history, "2026-01-01T12:00:00+02:00")).access.has).toBe(true);
  });

  it("says that the customer was deleted", async () => {
    const gone = by("evt_3", "customer.deleted");
    const history = historyWith([
      { objectId: "cus_acme", before: null, after: customer },
      { objectId: "sub_1", before: null, after: team },
      { objectId: "cus_acme", before: customer, after: null, ...gone },
      { objectId: "sub_1", before: team, after: null, ...gone },
    ]);
    expect((await asked(history)).access.sentences).toEqual([
      expect.stringMatching(/^The customer cus_acme was deleted on 3 January 2026 at 09:00 UTC\./),
      expect.stringMatching(/^The subscription sub_1 to Team is gone from Stripe since 4 January/),
    ]);
  });

  it("is the same answer that access at that time was given by", async () => {
    const history = historyWith([
      { objectId: "sub_1", before: null, after: team },
      { objectId: "sub_1", before: team, after: ended },
    ]);
    for (const days of [-1, 0, 1, 2]) {
      const given = await accessAt(needsWith(history), "org_acme", onDay(days));
      expect((await asked(history, iso(days))).access.has).toBe(given.length > 0);
    }
  });
});

describe("why there was a charge", () => {
  const paid = { ...bill, status: "paid", attemptCount: 2, amountPaid: 4900, amountRemaining: 0 };

  it("tells the invoice's lines, what failed, and when it was paid", async () => {
    const failed = { ...bill, attemptCount: 1 };
    const history = historyWith([
      { objectId: "in_1", before: null, after: bill },
      { objectId: "in_1", before: bill, after: failed, ...by("evt_4", "invoice.payment_failed") },
      { objectId: "in_1", before: failed, after: paid, ...by("evt_5", "invoice.paid") },
    ]);
    expect((await asked(history)).charges).toEqual([
      {
        invoice: "in_1",
        status: "paid",
        total: 4900,
        currency: "usd",
        sentences: [
          "Invoice ACME-0001 over $49.00 of 1 January 2026, because the subscription went into its next period.",
          "$49.00: 1 × Team (at $49.00 / month), from 1 January 2026 to 1 February 2026",
          "Attempt 1 to charge it failed on 2 January 2026 at 09:00 UTC. Stripe told us: a payment failed, and the subscription may be past due (invoice.payment_failed, evt_4).",
          "Paid on 3 January 2026 at 09:00 UTC: $49.00. Stripe told us: an invoice was paid (invoice.paid, evt_5).",
        ],
      },
    ]);
    expect((await asked(history, "2026-01-02")).charges[0]?.sentences.at(-1)).toBe(
      "To be paid: $49.00.",
    );
  });

  it("tells what was paid before we met it", async () => {
    const history = historyWith([
      { objectId: "in_1", before: null, after: paid, ...by("evt_1", "invoice.paid") },
    ]);
    expect((await asked(history)).charges[0]?.sentences.at(-1)).toBe(
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
    const discount = {
      kind: "discount" as const,
      coupon: "SPRING",
      promotionCode: null,
      subscription: null,
      startsAt: iso(-1),
      endsAt: null,
    };
    const history = historyWith([
      { objectId: "di_1", before: null, after: discount },
      { objectId: "in_1", before: null, after: { ...bill, lines: [share], total: -2500 } },
    ]);
    expect((await asked(history)).charges[0]?.sentences.slice(1, 3)).toEqual([
      "-$20.00: Unused time on Team, quantity 1, from 11 January 2026 to 1 February 2026, the share of a period in which something changed",
      "-$5.00: Discounts (SPRING) and taxes",
    ]);
  });

  it("is of what is open and of what was paid last, a trial's empty invoice aside", async () => {
    const at = (days: number) => ({ createdAt: iso(days) });
    const history = historyWith([
      { objectId: "in_1", before: null, after: { ...paid, ...at(0) } },
      { objectId: "in_2", before: null, after: { ...paid, ...at(1) } },
      { objectId: "in_3", before: null, after: { ...paid, ...at(2), total: 0, amountPaid: 0 } },
      { objectId: "in_4", before: null, after: { ...bill, ...at(3) } },
      { objectId: "in_5", before: null, after: { ...bill, ...at(4), status: "void" } },
    ]);
    expect((await asked(history)).charges.map(({ invoice }) => invoice)).toEqual(["in_4", "in_2"]);
  });
});

it("is read by people", async () => {
  const history = historyWith([{ objectId: "sub_1", before: null, after: team }]);
  expect(explanationInWords(await asked(history, "2026-01-01"))).toBe(
    [
      "org_acme has access on 1 January 2026 at 23:59 UTC.",
      "  The subscription sub_1 to Team is active since 1 January 2026 at 09:00 UTC. A sync compared everything with Stripe.",
      "",
      "It was charged for nothing.",
    ].join("\n"),
  );
});

it("refuses an organization that nobody told us of", async () => {
  await expect(explain(needsWith([]), { organization: "org_nobody" })).rejects.toMatchObject({
    reason: "ORGANIZATION_NOT_FOUND",
  });
});
