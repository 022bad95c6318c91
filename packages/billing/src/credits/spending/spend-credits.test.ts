import { expect, it } from "vitest";
import { spendCredits } from "./spend-credits.ts";
import type { Verdict } from "./spend-together.ts";

const spendOf = (verdict: Verdict, wish: { amount: number; key: string }) =>
  spendCredits({ spend: async () => verdict }, { organization: "org_acme", ...wish });

it.each([
  { amount: 0, key: "a" },
  { amount: -1, key: "a" },
  { amount: 1.5, key: "a" },
  { amount: 2 ** 53, key: "a" },
  { amount: 1, key: "" },
  { amount: 1, key: "a".repeat(256) },
  { amount: 1, key: "a\nb" },
  { amount: 1, key: "\ud800" },
])("takes no such spend: $amount, $key", async (wish) => {
  const answer = spendOf({ is: "spent", balance: 0 }, wish);
  await expect(answer).rejects.toMatchObject({ reason: "BAD_REQUEST" });
});

it("says so where credits are owed, since new ones would repay them first", async () => {
  const answer = spendOf({ is: "not enough", owed: 30 }, { amount: 1, key: "a" });
  await expect(answer).rejects.toMatchObject({
    reason: "NOT_ENOUGH_CREDITS",
    message: expect.stringContaining("30 are owed"),
  });
});
