import { describe, expect, it } from "vitest";
import { customer, day, invoice, kindsOf, occasion, start, subscription, told } from "./testing.ts";

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
