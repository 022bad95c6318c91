import { expect, it } from "vitest";
import { money } from "./money.ts";

it.each([
  [4900, "usd", "$49.00"],
  [4900, "eur", "€49.00"],
  [4900, "cad", "CA$49.00"],
  [4900, "jpy", "¥4,900"],
  [-250, "usd", "-$2.50"],
])("%i of %s reads %s", (minorUnits, currency, text) => {
  expect(money(minorUnits, currency)).toBe(text);
});

it("counts as Stripe does where Stripe differs from the standard", () => {
  expect(money(49_00, "isk")).toMatch(/49$/);
  expect(money(4900, "mga")).toMatch(/4,900/);
});
