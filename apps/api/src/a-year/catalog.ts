import type { Catalog } from "@portico/billing/plans";
import { catalog as demo } from "../catalog.ts";

/** What the demo sells, and more: a seat of a crew is a dollar a day in a month of 31. */
export const catalog = {
  plans: {
    ...demo.plans,
    crew: {
      name: "Crew",
      prices: { month: { usd: 3_100 } },
      seats: "members",
      features: ["reports"],
      credits: { each: { month: 100 }, expire: true },
    },
  },
  packs: {
    ...demo.packs,
    extra: {
      name: "500 credits",
      credits: 500,
      prices: { usd: 900 },
      expireAfterDays: 90,
    },
  },
} satisfies Catalog;
