import type { Catalog } from "@portico/billing/plans";

/** What is sold here. `portico plans plan` shows what a change here means at Stripe, `portico plans apply` makes it so. */
export const catalog = {
  plans: {
    starter: {
      name: "Starter",
      prices: { month: { usd: 1_900, eur: 1_800 }, year: { usd: 19_000, eur: 18_000 } },
      trialDays: 14,
      features: ["exports"],
      limits: { projects: 3 },
      credits: { each: { month: 100, year: 1_200 }, expire: true },
    },
    team: {
      name: "Team",
      prices: { month: { usd: 4_900, eur: 4_500 }, year: { usd: 49_000, eur: 45_000 } },
      features: ["exports", "api"],
      limits: { projects: 20 },
      credits: { each: { month: 1_000, year: 12_000 }, expire: true },
    },
    business: {
      name: "Business",
      prices: { month: { usd: 14_900, eur: 13_900 }, year: { usd: 149_000, eur: 139_000 } },
      seats: "members",
      features: ["exports", "api", "sso", "audit"],
      credits: { each: { month: 5_000, year: 60_000 }, expire: false },
    },
  },
  packs: {
    small: { name: "500 credits", credits: 500, prices: { usd: 1_000, eur: 900 } },
    large: { name: "5,000 credits", credits: 5_000, prices: { usd: 8_000, eur: 7_500 } },
  },
} satisfies Catalog;
