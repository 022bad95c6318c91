import { describe, expect, it } from "vitest";
import { planInWords } from "./plan-in-words.ts";
import { team } from "./stand-in.tsx";

const [item] = team.items;
if (!item) throw new Error("Team has an item.");
const soon = "2026-12-03T00:00:00.000Z";

describe("the plan in words", () => {
  it("says what it costs and when it renews", () => {
    expect(planInWords(team)).toBe("Team — $49.00 a month, renews on 21 December 2026");
  });

  it("says when it ends once it is cancelled", () => {
    expect(planInWords({ ...team, cancelAt: soon })).toBe(
      "Team — $49.00 a month, ends on 3 December 2026",
    );
  });

  it("says how long it is free and what it costs then", () => {
    const trial = { ...team, status: "trialing", trialEnd: soon } as const;
    expect(planInWords(trial)).toBe("Team — free until 3 December 2026, then $49.00 a month");
    expect(planInWords({ ...trial, cancelAt: soon })).toBe(
      "Team — free trial, ends on 3 December 2026",
    );
  });

  it("does not promise a renewal while a payment is overdue", () => {
    expect(planInWords({ ...team, status: "past_due" })).toBe(
      "Team — $49.00 a month, payment overdue",
    );
  });

  it("says that it ended without naming a price", () => {
    expect(planInWords({ ...team, status: "canceled" })).toBe("Team — ended");
  });

  it("adds seats and things up where they are paid together", () => {
    const items = [
      { ...item, quantity: 5 },
      { ...item, plan: "Storage", unitAmount: 1000 },
    ];
    expect(planInWords({ ...team, items })).toMatch(/^5 × Team and Storage — \$255\.00 a month,/);
  });

  it("names each price where they are paid apart", () => {
    const items = [
      item,
      { ...item, plan: "Storage", unitAmount: 12000, interval: "year" as const },
    ];
    expect(planInWords({ ...team, items })).toMatch(/— \$49\.00 a month and \$120\.00 a year,/);
  });

  it("makes up no price where there is none to name", () => {
    expect(planInWords({ ...team, items: [{ ...item, unitAmount: null }] })).toMatch(
      /— priced by use, renews/,
    );
  });

  it("counts the months where it is paid for several at once", () => {
    expect(planInWords({ ...team, items: [{ ...item, intervalCount: 3 }] })).toMatch(
      /\$49\.00 every 3 months/,
    );
  });

  it("promises nothing about a status it does not know", () => {
    expect(planInWords({ ...team, status: "hibernating" })).toBe("Team — $49.00 a month");
  });
});
