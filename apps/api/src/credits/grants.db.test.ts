import { expect, it, onTestFinished } from "vitest";
import { openBank } from "./testing.ts";

async function open() {
  const bank = await openBank();
  onTestFinished(() => bank.close());
  return bank;
}

it("gives what the running period is paid for, and nothing for the years before it came here", async () => {
  const { entries } = await open();
  expect(await entries("org_acme")).toEqual([["invoice:in_acme4", 1_000, 1_000]]);
  expect(await entries("org_umbrella")).toEqual([["invoice:in_umbrella2", 60_000, 60_000]]);
  expect(await entries("org_initech")).toEqual([]);
});

it("gives once, however often it hears of an invoice or reads it", async () => {
  const { entries, deps, settle } = await open();
  const before = await entries("org_acme");
  await deps.stripe.customers.update("cus_acme", { name: "Acme & Sons" });
  await settle();
  expect(await entries("org_acme")).toEqual(before);
});

it("gives what each renewal is paid for, when it is paid", async () => {
  const { entries, pass } = await open();
  await pass(30);
  const [, ...since] = await entries("org_acme");
  expect(since.map(([, amount]) => amount)).toEqual([-1_000, 1_000]);
});
