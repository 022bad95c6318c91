import type Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { House } from "../testing.ts";
import { closeBusiness, DAY, doNow, found, join, openBusiness, subscribe } from "./testing.ts";

let house: House;
let prices: { month: string; year: string };
let organization: string;
beforeAll(async () => {
  ({ house, prices } = await openBusiness());
});
beforeEach(async () => {
  organization = await found(house);
});
afterAll(() => closeBusiness(house));

/** Lets so many days pass, hour by hour what Stripe does in them, and then members come or go. */
async function after(days: number, change: () => Promise<void> = async () => {}) {
  for (let day = 0; day < days; day += 1) house.sandbox.advance(DAY);
  await house.settle();
  await change();
  house.wait(21);
  await doNow(house);
}

/** Of each invoice, the oldest first: for how many seats it is, and for how many more or fewer since they came or left. */
async function billed(customer: string, perSeat: number) {
  const { data } = await house.deps.stripe.invoices.list({ customer, limit: 100 });
  let period = { start: 0, end: 0 };
  return data.toReversed().map(({ lines, status }) => {
    const since = lines.data.filter(isProration);
    const usual = lines.data.find((line) => !isProration(line));
    const left = since[0] ? since[0].period.end - since[0].period.start : 0;
    const difference = since.reduce((sum, { amount }) => sum + amount, 0);
    const more = difference / ((perSeat * left) / (period.end - period.start) || 1);
    period = usual?.period ?? period;
    return [usual?.quantity ?? 0, Math.round(more * 1000) / 1000, status];
  });
}

function isProration({ parent }: Stripe.InvoiceLineItem): boolean {
  const details = [parent?.subscription_item_details, parent?.invoice_item_details];
  return details.some((each) => each?.proration === true);
}

it("bills a year at once: who comes is invoiced for the days that are left, once a day", async () => {
  const { customer } = await subscribe(house, organization, prices.year, 1);
  await after(100, () => join(house, organization, "user_bob"));
  await after(0, () => join(house, organization, "user_ada"));
  await after(0, () => join(house, organization, "user_linus"));
  await after(1);
  await after(300);
  expect(await billed(customer, 149_000)).toEqual([
    [1, 0, "paid"],
    [0, 1, "paid"],
    [0, 2, "paid"],
    [4, 0, "paid"],
  ]);
});
