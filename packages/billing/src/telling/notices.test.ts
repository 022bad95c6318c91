import type { InvoiceSaid, Said, SubscriptionSaid } from "@portico/db";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stateFrom } from "../subscription/state.ts";
import { noticesFrom, type Occasion } from "./notices.ts";

const start = Date.parse("2026-11-21T12:00:00Z");
const day = 24 * 60 * 60 * 1000;
const createdAt = "2026-01-01T00:00:00.000Z";

function occasion(tick = 0, type = "customer.subscription.updated"): Occasion {
  const at = new Date(start + tick);
  const how = { cause: { by: "event", event: `evt_${tick}`, type }, stripeAt: at } as const;
  return { at, howOf: () => how, isNamed: () => false };
}

function customer(organization: string | null = "org_acme", testClock = false) {
  return {
    id: "cus_1",
    says: {
      kind: "customer",
      organization,
      defaultPaymentMethod: null,
      balance: 0,
      testClock,
      createdAt,
    },
  } as const;
}

function subscription(
  changes: Partial<SubscriptionSaid> & { id?: string; quantity?: number } = {},
) {
  const { id = "sub_1", quantity = 1, ...said } = changes;
  const item = {
    id: `si_${id}`,
    price: "price_team",
    product: "prod_team",
    quantity,
    unitAmount: 4900,
    currency: "usd",
    interval: "month",
    intervalCount: 1,
    currentPeriodStart: createdAt,
    currentPeriodEnd: createdAt,
  };
  const says: SubscriptionSaid = {
    kind: "subscription",
    status: "active",
    items: [item],
    cancelAt: null,
    trialEnd: null,
    endedAt: null,
    paused: null,
    defaultPaymentMethod: null,
    discounts: [],
    collection: "charge_automatically",
    fromCheckout: false,
    createdAt,
    ...said,
  };
  return { id, says };
}

function invoice(changes: Partial<InvoiceSaid> = {}) {
  const says: InvoiceSaid = {
    kind: "invoice",
    number: "A-1",
    status: "open",
    subscription: "sub_1",
    billingReason: "subscription_cycle",
    total: 4900,
    amountPaid: 0,
    amountRemaining: 4900,
    currency: "usd",
    attemptCount: 0,
    lines: [],
    createdAt,
    ...changes,
  };
  return { id: "in_1", says };
}

function refund(status: string) {
  const said = {
    amount: 4900,
    currency: "usd",
    reason: null,
    charge: "ch_1",
    payment: null,
    createdAt,
  };
  return { id: "re_1", says: { kind: "refund", status, ...said } } as const;
}

type Rows = { id: string; says: Said }[];
const told = (before: Rows, after: Rows, when = occasion()) =>
  noticesFrom(stateFrom(before), stateFrom(after), when);
const kindsOf = (notices: { kind: string }[]) => notices.map(({ kind }) => kind);

describe("noticesFrom", () => {
  it.each<[string, Rows, Rows]>([
    ["access.gained", [customer()], [customer(), subscription()]],
    ["access.gained", [], [customer(), subscription()]],
    ["access.lost", [customer(), subscription()], [customer(), subscription({ status: "unpaid" })]],
    ["access.lost", [customer(), subscription()], []],
    ["plan.changed", [customer(), subscription()], [customer(), subscription({ quantity: 5 })]],
    [
      "cancel.asked",
      [customer(), subscription()],
      [customer(), subscription({ cancelAt: "2026-12-01T00:00:00.000Z" })],
    ],
    ["refund.made", [customer(), refund("pending")], [customer(), refund("succeeded")]],
  ])("tells of %s", (kind, before, after) => {
    expect(kindsOf(told(before, after))).toEqual([kind]);
  });

  it("tells what was paid for before and after, and why it changed", () => {
    const plan = { subscription: "sub_1", product: "prod_team", price: "price_team" };
    expect(told([customer(), subscription()], [customer(), subscription({ quantity: 5 })])).toEqual(
      [
        {
          organizationId: "org_acme",
          kind: "plan.changed",
          source: "sub_1 evt_0 2026-11-21T12:00:00.000Z",
          before: [{ ...plan, quantity: 1 }],
          after: [{ ...plan, quantity: 5 }],
          cause: { by: "event", event: "evt_0", type: "customer.subscription.updated" },
          at: new Date(start),
          nextAttemptAt: new Date(start),
        },
      ],
    );
  });

  it("gives each the cause by which we know of what it is about", () => {
    const howOf = (id: string) =>
      ({ cause: { by: "refresh", actor: id }, stripeAt: new Date(start) }) as const;
    const before = [customer(), subscription(), refund("pending")];
    const after = [customer(), subscription(), subscription({ id: "sub_2" }), refund("succeeded")];
    const notices = noticesFrom(stateFrom(before), stateFrom(after), {
      at: new Date(start),
      howOf,
      isNamed: () => false,
    });
    expect(notices).toMatchObject([
      { kind: "plan.changed", cause: { actor: "sub_2" } },
      { kind: "refund.made", cause: { actor: "re_1" } },
    ]);
  });

  it("calls the same plan in another subscription no change", () => {
    const after = [customer(), subscription({ status: "canceled" }), subscription({ id: "sub_2" })];
    expect(told([customer(), subscription()], after)).toEqual([]);
  });

  it("tells both organizations when a customer moves from one to the other", () => {
    const [before, after] = [customer("org_acme"), customer("org_globex")];
    expect(told([before, subscription()], [after, subscription()])).toMatchObject([
      { organizationId: "org_acme", kind: "access.lost" },
      { organizationId: "org_globex", kind: "access.gained" },
    ]);
  });

  it("tells nobody of a customer that belongs to nobody", () => {
    expect(told([customer(null)], [customer(null), subscription()])).toEqual([]);
  });
});

describe("a failed payment", () => {
  const late = subscription({ status: "past_due" });

  it("is told once for each try, whichever letter comes first", () => {
    const failed = invoice({ attemptCount: 1 });
    const [first, ...others] = [
      told([customer(), late, invoice()], [customer(), late, failed]),
      told([customer(), subscription(), failed], [customer(), late, failed]),
    ];
    expect(first).toMatchObject([{ kind: "payment.failed", source: "in_1 1" }]);
    expect(others).toEqual([first]);
    const again = told(
      [customer(), late, failed],
      [customer(), late, invoice({ attemptCount: 2 })],
    );
    expect(again).toMatchObject([{ source: "in_1 2", after: { attempt: 2, amount: 4900 } }]);
  });

  it("is not told of a bank debit that is still on its way", () => {
    const standing = [customer(), subscription()];
    const tried = [...standing, invoice({ attemptCount: 1 })];
    expect(told([...standing, invoice()], tried)).toEqual([]);
  });

  it("is not told when a later try was paid before we heard of it", () => {
    const paid = invoice({ status: "paid", attemptCount: 2 });
    expect(told([customer(), late, invoice()], [customer(), late, paid])).toEqual([]);
  });
});

describe("a trial's end", () => {
  const trial = (ends: number) =>
    subscription({ status: "trialing", trialEnd: new Date(start + ends).toISOString() });

  it("is told within three days of it, and always as the same thing, though no row changed", () => {
    const rows = [customer(), trial(3 * day)];
    const notices = [occasion(), occasion(day)].map((when) => told(rows, rows, when));
    expect(notices.map(kindsOf)).toEqual([["trial.ending"], ["trial.ending"]]);
    expect(notices[0]?.[0]?.source).toBe(notices[1]?.[0]?.source);
  });

  it("is not told before", () => {
    const rows = [customer(), trial(3 * day + 1)];
    expect(told(rows, rows)).toEqual([]);
  });

  it("is told of a test clock's customer when Stripe says so", () => {
    const rows = [customer("org_acme", true), trial(90 * day)];
    expect(told(rows, rows)).toEqual([]);
    const warned = occasion(0, "customer.subscription.trial_will_end");
    expect(kindsOf(told(rows, rows, warned))).toEqual(["trial.ending"]);
  });
});

describe("whatever happens", () => {
  const subscriptions = fc.record({
    id: fc.constantFrom("sub_1", "sub_2"),
    status: fc.constantFrom("active", "past_due", "unpaid", "canceled", "incomplete"),
    quantity: fc.integer({ min: 1, max: 3 }),
    cancelAt: fc.constantFrom(null, "2026-12-01T00:00:00.000Z"),
  });
  const invoices = fc.record({
    status: fc.constantFrom("open", "paid", "void", "uncollectible"),
    attemptCount: fc.integer({ min: 0, max: 4 }),
  });
  const rows = fc
    .tuple(
      fc.uniqueArray(subscriptions, { selector: ({ id }) => id }),
      fc.option(invoices),
      fc.option(fc.constantFrom("pending", "succeeded", "failed")),
    )
    .map(([subs, bill, back]): Rows => [
      customer(),
      ...subs.map(subscription),
      ...(bill ? [invoice(bill)] : []),
      ...(back ? [refund(back)] : []),
    ]);
  const life = fc.array(rows, { minLength: 1, maxLength: 20 });
  const toldIn = (states: Rows[]) =>
    states.flatMap((after, tick) => told(states[tick - 1] ?? [], after, occasion(tick)));

  it("tells nothing where nothing changed", () => {
    fc.assert(
      fc.property(rows, (same) => {
        expect(told(same, same)).toEqual([]);
      }),
    );
  });

  it("tells of access gained and access lost by turns", () => {
    fc.assert(
      fc.property(life, (states) => {
        const turns = kindsOf(toldIn(states)).filter((kind) => kind.startsWith("access."));
        const expected = turns.map((_, at) => (at % 2 === 0 ? "access.gained" : "access.lost"));
        expect(turns).toEqual(expected);
      }),
    );
  });

  it("calls no two of them the same but one payment that failed once and one refund", () => {
    fc.assert(
      fc.property(life, (states) => {
        const names = toldIn(states)
          .filter(({ kind }) => kind !== "payment.failed" && kind !== "refund.made")
          .map(({ kind, source }) => `${kind} ${source}`);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });
});
