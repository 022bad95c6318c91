import { full, payments, type Portal } from "@portico/billing/portal";

/** What people can do in Stripe's portal. `portico portal plan` shows what a change here means, `portico portal apply` makes it so. */
export const portal = {
  full: {
    ...full,
    features: {
      ...full.features,
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price"],
        prices: ["starter_month", "team_month", "business_year"],
        proration_behavior: "create_prorations",
      },
    },
  },
  payments,
} satisfies Portal;
