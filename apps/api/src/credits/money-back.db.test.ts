import { beforeEach, expect, it, onTestFinished } from "vitest";
import { openBank } from "./testing.ts";

let bank: Awaited<ReturnType<typeof openBank>>;
let charge: string;
beforeEach(async () => {
  bank = await openBank();
  onTestFinished(() => bank.close());
  const [newest] = (await bank.stripe.charges.list({ customer: "cus_acme", limit: 1 })).data;
  charge = newest?.id ?? "";
});

/** A third is 1,633 of 4,900, and 333 of 1,000 credits. */
async function refund(amount: number) {
  const { id } = await bank.stripe.refunds.create({ charge, amount });
  await bank.settle();
  return `refund:${id}`;
}
const spend = (amount: number) =>
  bank.spend({ organization: "org_acme", amount, key: `spend of ${amount}` });
const since = async () => (await bank.entries("org_acme")).slice(1);

it("takes back the share that is refunded, and the whole when all is", async () => {
  const [one, two, three] = [await refund(1_633), await refund(1_633), await refund(1_634)];
  expect(await since()).toEqual([
    [one, -333, 667],
    [two, -333, 334],
    [three, -334, 0],
  ]);
});

it("lets be owed what was spent already, and what comes repays it first", async () => {
  await spend(900);
  const back = await refund(4_900);
  await expect(spend(1)).rejects.toMatchObject({
    reason: "NOT_ENOUGH_CREDITS",
    message: expect.stringContaining("900 are owed"),
  });
  await bank.pass(30);
  expect(await since()).toEqual([
    ["spend:spend of 900", -900, 100],
    [back, -1_000, -900],
    [expect.stringMatching(/^invoice:/), 1_000, 100],
  ]);
});
