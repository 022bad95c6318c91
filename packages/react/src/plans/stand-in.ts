import { acme, team } from "../stand-in.tsx";
import type { BillingView, OwnPlan, PlansView } from "../trpc.ts";

/** What is sold, to an organization that has nothing of it. */
export const sold: PlansView = {
  plans: [
    {
      plan: "starter",
      name: "Starter",
      prices: [
        { interval: "month", currency: "usd", amount: 1900 },
        { interval: "month", currency: "eur", amount: 1800 },
        { interval: "year", currency: "usd", amount: 19000 },
      ],
      seats: null,
      trialDays: 14,
      features: ["exports"],
      limits: { projects: 3 },
      credits: { each: { month: 100, year: 1200 }, expire: true },
    },
    {
      plan: "team",
      name: "Team",
      prices: [
        { interval: "month", currency: "usd", amount: 4900 },
        { interval: "year", currency: "usd", amount: 49000 },
      ],
      seats: "chosen",
      trialDays: null,
      features: ["exports", "sso"],
      limits: {},
      credits: null,
    },
  ],
  packs: [],
  current: [],
};

export const ownTeam: OwnPlan = {
  subscription: "sub_team",
  item: "si_team",
  status: "active",
  plan: "team",
  late: false,
  interval: "month",
  seats: 1,
  renewsAt: "2026-12-21T09:00:00.000Z",
  cancelAt: null,
  trialEnd: null,
};

export const subscribed: PlansView = { ...sold, current: [ownTeam] };

export const globex: BillingView = {
  ...acme,
  organization: { id: "org_globex", name: "Globex" },
  hasCustomer: false,
  hadPlan: false,
  subscriptions: [],
  paymentMethod: null,
  invoices: [],
};

export const ending: BillingView = {
  ...acme,
  subscriptions: [{ ...team, cancelAt: "2026-12-21T09:00:00.000Z" }],
};
