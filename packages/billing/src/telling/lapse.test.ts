import type { OverrideGives } from "@portico/db";
import { describe, expect, it } from "vitest";
import { stateFrom } from "../subscription/state.ts";
import { noticesOfLapse } from "./notices-of-access.ts";
import {
  customer,
  day,
  invoice,
  override,
  type Rows,
  start,
  subscription,
  told,
} from "./testing.ts";

const graceDays = 14;
const daysAgo = (days: number) => new Date(start - days * day).toISOString();
/** Their invoice was drawn up so many days ago. */
const late = (days: number): Rows => [
  customer(),
  subscription({ status: "past_due" }),
  invoice({ createdAt: daysAgo(days), attemptCount: 1 }),
];
const planChanges = (before: Rows, after: Rows) =>
  told(before, after).filter(({ kind }) => kind.startsWith("access.") || kind === "plan.changed");

describe("a payment that is late", () => {
  it("takes nothing away while there is time to pay", () => {
    expect(planChanges([customer(), subscription()], late(13))).toEqual([]);
  });

  it("takes access away when the time ends, and it comes back with the money", () => {
    const end = new Date(start);
    const [lost] = noticesOfLapse("org_acme", stateFrom(late(14)), [], { end, at: end, graceDays });
    expect(lost).toMatchObject({
      kind: "access.lost",
      organizationId: "org_acme",
      cause: { by: "grace", until: end.toISOString() },
      before: [{ product: "prod_team" }],
      after: [],
    });
    expect(planChanges(late(14), [customer(), subscription()])).toMatchObject([
      { kind: "access.gained" },
    ]);
  });

  it("is told once, whether a letter or the clock notices first", () => {
    const end = new Date(start);
    const byClock = noticesOfLapse("org_acme", stateFrom(late(14)), [], {
      end,
      at: end,
      graceDays,
    });
    const byLetter = planChanges([customer(), subscription()], late(14));
    expect(byLetter.map(({ source }) => source)).toEqual(byClock.map(({ source }) => source));
    expect(planChanges(late(14), late(14))).toEqual([]);
  });

  it("is nothing new to whoever lost access and then ends", () => {
    expect(planChanges(late(15), [customer(), subscription({ status: "canceled" })])).toEqual([]);
  });

  it("leaves another plan as it was", () => {
    const end = new Date(start);
    const state = stateFrom([...late(14), subscription({ id: "sub_2" })]);
    expect(noticesOfLapse("org_acme", state, [], { end, at: end, graceDays })).toMatchObject([
      { kind: "plan.changed", after: [{ subscription: "sub_2" }] },
    ]);
  });

  it("takes no access from whoever was given a plan meanwhile", () => {
    const end = new Date(start);
    const lapse = (gives: OverrideGives) =>
      noticesOfLapse("org_acme", stateFrom(late(14)), [override(gives)], {
        end,
        at: end,
        graceDays,
      });
    expect(lapse({ plan: "team" })).toMatchObject([
      { kind: "plan.changed", after: [{ override: 1, gives: { plan: "team" } }] },
    ]);
    expect(lapse({ feature: "sso" })).toMatchObject([
      { kind: "access.lost", after: [{ override: 1, gives: { feature: "sso" } }] },
    ]);
  });

  it("waits for the one that has waited longest", () => {
    const two = [...late(3), { ...invoice({ createdAt: daysAgo(20) }), id: "in_0" }];
    expect(planChanges([customer(), subscription()], two)).toMatchObject([{ kind: "access.lost" }]);
  });
});
