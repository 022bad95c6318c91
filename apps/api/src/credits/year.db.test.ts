import { expect, it, onTestFinished } from "vitest";
import { openBank } from "./testing.ts";

const DAYS = 365;

it("gives each month its credits once in a year, and lets each month's end with it", async () => {
  const bank = await openBank();
  onTestFinished(() => bank.close());
  for (let day = 0; day < DAYS; day += 5) await bank.pass(5);

  const entries = await bank.entries("org_acme");
  const came = entries.filter(([source]) => source.startsWith("invoice:"));
  const expired = entries.filter(([source]) => source.startsWith("expiry:"));
  const paid = await bank.stripe.invoices
    .list({ customer: "cus_acme", status: "paid", limit: 100 })
    .autoPagingToArray({ limit: 100 });
  // Three were paid before it came here.
  expect(came.map(([source]) => source).toSorted()).toEqual(
    paid
      .slice(0, -3)
      .map(({ id }) => `invoice:${id}`)
      .toSorted(),
  );
  expect(came).toHaveLength(13);
  expect(came.map(([, amount]) => amount)).toEqual(came.map(() => 1_000));
  expect(expired.map(([, amount]) => amount)).toEqual(came.slice(1).map(() => -1_000));
  expect(entries.at(-1)?.[2]).toBe(1_000);
  const yearly = await bank.entries("org_umbrella");
  expect(yearly.map(([, amount]) => amount)).toEqual([60_000, 60_000]);
}, 240_000);
