import { accessAt } from "@portico/billing";
import { historyUntil } from "@portico/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { query } from "./as-the-page.ts";
import { type House, openHouse } from "./testing.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.settle();
});
afterAll(() => house.close());

const GIVES_ACCESS = new Set(["active", "trialing", "past_due"]);

const view = z.object({
  result: z.object({
    data: z.object({ subscriptions: z.array(z.object({ id: z.string(), status: z.string() })) }),
  }),
});

/** As the page shows it just now. */
async function accessNow(): Promise<string[]> {
  const answer = await query(house, ["ada", "org_umbrella"], "view");
  const { subscriptions } = view.parse(await answer.json()).result.data;
  return subscriptions.filter(({ status }) => GIVES_ACCESS.has(status)).map(({ id }) => id);
}

it("any past answer about access is reproduced from history", async () => {
  const { stripe } = house.deps;
  const answers: { at: Date; access: string[] }[] = [];
  const changes = [
    () => stripe.subscriptions.update("sub_umbrella", { cancel_at_period_end: true }),
    () => stripe.subscriptions.cancel("sub_umbrella"),
    () => stripe.customers.del("cus_umbrella"),
  ];
  await settleAndAnswer();
  for (const change of changes) {
    await change();
    await settleAndAnswer();
  }
  expect(answers.map(({ access }) => access)).toEqual([["sub_umbrella"], ["sub_umbrella"], [], []]);

  const needs = {
    graceDays: 14,
    historyUntil: (organization: string, at: Date) => historyUntil(house.deps.db, organization, at),
  };
  for (const { at, access } of answers) {
    const then = await accessAt(needs, "org_umbrella", at);
    expect(then.map(({ id }) => id)).toEqual(access);
  }

  async function settleAndAnswer() {
    await house.settle();
    answers.push({ at: house.deps.now(), access: await accessNow() });
  }
});
