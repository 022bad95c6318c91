import { describe, expect, it } from "vitest";
import { stateFrom } from "../subscription/state.ts";
import { noticesFrom } from "./notices.ts";
import {
  customer,
  invoice,
  kindsOf,
  occasion,
  refund,
  type Rows,
  start,
  subscription,
  told,
} from "./testing.ts";

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
      graceDays: 14,
      isNamed: () => false,
      overrides: [],
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

describe("a customer that we meet", () => {
  const long = "2026-11-19T12:00:00.000Z";
  const lately = "2026-11-21T00:00:00.000Z";

  it.each<[string, Rows, string[]]>([
    ["no refund of long ago", [refund("succeeded", long)], []],
    ["a refund of today", [refund("succeeded", lately)], ["refund.made"]],
    [
      "the access there is, and no cancellation of long ago",
      [subscription({ cancelAt: "2026-12-01T00:00:00.000Z", createdAt: long })],
      ["access.gained"],
    ],
    [
      "no payment that failed long ago",
      [subscription({ status: "unpaid" }), invoice({ attemptCount: 4, createdAt: long })],
      [],
    ],
  ])("is told with %s", (_, rows, kinds) => {
    for (const before of [[], [customer("org_globex"), ...rows]])
      expect(
        told(before, [customer(), ...rows])
          .filter(({ organizationId }) => organizationId === "org_acme")
          .map(({ kind }) => kind),
      ).toEqual(kinds);
  });

  it("is told with what a letter says, however old that is", () => {
    const isNamed = (object: string) => object === "re_1";
    const rows = [customer(), refund("succeeded", long)];
    expect(kindsOf(told([], rows, { ...occasion(), isNamed }))).toEqual(["refund.made"]);
  });
});
