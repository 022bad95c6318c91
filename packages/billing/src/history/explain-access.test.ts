import type { SubscriptionSaid } from "@portico/db";
import { expect, it } from "vitest";
import { acme, bill, iso, onDay, team, visa } from "@portico/db/examples";
import { accessAt } from "./access-at.ts";
import { by, explained, historyWith, needsToExplain } from "./testing.ts";

const ended = { ...team, status: "canceled", endedAt: iso(3) };

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
  expect((await explained(history)).access).toEqual({
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
  ["is past due since before", { status: "past_due" }, "since before 1 January 2026 at 09:00 UTC"],
])("says of one that we met later that it %s", async (_, said, words) => {
  const after = { ...team, createdAt: iso(-10), ...said };
  const history = historyWith([{ objectId: "sub_1", before: null, after }]);
  expect((await explained(history)).access.sentences).toEqual([expect.stringContaining(words)]);
});

it("says that nobody ever subscribed", async () => {
  expect(
    (await explained(historyWith([{ objectId: "pm_1", before: null, after: visa }]))).access,
  ).toEqual({ has: false, sentences: ["Nobody had told us of a subscription by then."] });
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
  expect((await explained(history, "2026-01-02")).access).toEqual({
    has: false,
    sentences: [
      "The subscription sub_1 to Team is unpaid since 2 January 2026 at 09:00 UTC. Looked up at Stripe for Ada.",
    ],
  });
  expect((await explained(history)).access.sentences).toEqual([
    "The subscription sub_1 to Team is ended since 3 January 2026 at 09:00 UTC. Stripe told us: a subscription ended (customer.subscription.deleted, evt_9).",
  ]);
  expect((await explained(history, "2026-01-01T12:00:00+02:00")).access.has).toBe(true);
});

it("says that the customer was deleted", async () => {
  const gone = by("evt_3", "customer.deleted");
  const history = historyWith([
    { objectId: "cus_acme", before: null, after: acme },
    { objectId: "sub_1", before: null, after: team },
    { objectId: "cus_acme", before: acme, after: null, ...gone },
    { objectId: "sub_1", before: team, after: null, ...gone },
  ]);
  expect((await explained(history)).access.sentences).toEqual([
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
    const given = await accessAt(needsToExplain(history), "org_acme", onDay(days));
    expect((await explained(history, iso(days))).access.has).toBe(given.length > 0);
  }
});

it("takes nothing away for a while when a payment is late, and says until when", async () => {
  const late = { ...team, status: "past_due" };
  const history = historyWith([
    { objectId: "sub_1", before: null, after: team },
    { objectId: "in_1", before: null, after: bill },
    { objectId: "sub_1", before: team, after: late },
  ]);
  const [within, over] = [await explained(history, iso(13)), await explained(history, iso(14))];
  expect(within.access).toMatchObject({
    has: true,
    sentences: [
      expect.anything(),
      "Its payment is late, which takes nothing away until 15 January 2026.",
    ],
  });
  expect(over.access).toMatchObject({
    has: false,
    sentences: [
      expect.anything(),
      "Its payment is late, and the time to pay ended on 15 January 2026.",
    ],
  });
});
