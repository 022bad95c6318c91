import type { InvoiceLineSaid } from "@portico/db";
import { expect, it } from "vitest";
import type { CreditPack, Plan } from "../../plans/catalog.ts";
import { creditsBilled } from "./credits-billed.ts";
import { beforeOne, type Every } from "./period.ts";

const plan = (more: Partial<Plan>): Plan => ({ name: "Plan", prices: {}, features: [], ...more });
const THINGS: Record<string, Plan | CreditPack> = {
  team: plan({ credits: { each: { month: 1_000, year: 12_000 }, expire: true } }),
  seats: plan({ seats: "members", credits: { each: { month: 50 }, expire: false } }),
  plain: plan({}),
  pack: { name: "Pack", credits: 500, prices: {} },
  brief: { name: "Brief", credits: 100, prices: {}, expireAfterDays: 30 },
};
const MONTHLY = { interval: "month", intervalCount: 1 };
const PAID_AT = new Date("2026-03-05T00:00:00Z");

function line(product: string, more: Partial<InvoiceLineSaid> = {}): InvoiceLineSaid {
  return {
    description: null,
    price: null,
    product,
    amount: 100,
    quantity: 1,
    proration: false,
    periodStart: "2026-03-01T00:00:00.000Z",
    periodEnd: "2026-04-01T00:00:00.000Z",
    ...more,
  };
}

function billed(lines: InvoiceLineSaid[], every: Every = MONTHLY) {
  const sold = {
    soldAs: ({ product }: InvoiceLineSaid) => THINGS[product ?? ""],
    everyOf: () => every,
  };
  const { amount, expiresAt } = creditsBilled(sold, { lines }, PAID_AT);
  return [amount, expiresAt?.toISOString().slice(0, 10) ?? null];
}

const half = {
  proration: true,
  periodStart: "2026-03-16T12:00:00.000Z",
  periodEnd: "2026-04-01T00:00:00.000Z",
};

it.each([
  ["a period", [line("team")], [1_000, "2026-04-01"]],
  ["as many as there are seats", [line("seats", { quantity: 3 })], [150, null]],
  ["once where there are no seats", [line("team", { quantity: 3 })], [1_000, "2026-04-01"]],
  ["a trial", [line("team", { amount: 0 })], [1_000, "2026-04-01"]],
  ["the share of a period", [line("team", half)], [500, "2026-04-01"]],
  ["nothing for a change that costs nothing", [line("team", { ...half, amount: 0 })], [0, null]],
  ["packs, as many as were bought", [line("pack", { quantity: 2 })], [1_000, null]],
  ["packs that end", [line("brief")], [100, "2026-04-04"]],
  ["nothing for what has none", [line("plain"), line("unknown")], [0, null]],
  [
    "what is left when seats are changed",
    [
      line("seats", { ...half, amount: -100, quantity: 2 }),
      line("seats", { ...half, quantity: 6 }),
    ],
    [100, null],
  ],
  [
    "never less than nothing",
    [line("team", { ...half, amount: -100 }), line("seats", half)],
    [0, null],
  ],
  ["for good where a part stays", [line("team"), line("pack")], [1_500, null]],
])("gives %s", (_, lines, given) => {
  expect(billed(lines)).toEqual(given);
});

it("gives by the year what is paid by the year", () => {
  const year = { periodEnd: "2027-03-01T00:00:00.000Z" };
  expect(billed([line("team", year)], { interval: "year", intervalCount: 1 })).toEqual([
    12_000,
    "2027-03-01",
  ]);
});

it("gives three months' worth for three months, and nothing by the week", () => {
  expect(billed([line("team")], { interval: "month", intervalCount: 3 })[0]).toBe(3_000);
  expect(billed([line("team")], { interval: "week", intervalCount: 1 })[0]).toBe(0);
});

it("counts by the period that is remembered, since months differ", () => {
  const february = {
    proration: true,
    periodStart: "2026-01-31T00:00:00.000Z",
    periodEnd: "2026-02-28T00:00:00.000Z",
  };
  const remembered = { ...MONTHLY, began: "2026-01-31T00:00:00.000Z" };
  expect(billed([line("team", february)], remembered)[0]).toBe(1_000);
});

it.each([
  ["2026-03-31T10:00:00Z", 1, "2026-02-28T10:00:00.000Z"],
  ["2026-01-15T00:00:00Z", 1, "2025-12-15T00:00:00.000Z"],
  ["2028-02-29T00:00:00Z", 12, "2027-02-28T00:00:00.000Z"],
])("goes back from %s by %i months", (end, intervalCount, start) => {
  const began = beforeOne(Date.parse(end), { interval: "month", intervalCount });
  expect(new Date(began).toISOString()).toBe(start);
});
