import { changeWithin, full, payments, type Portal } from "@portico/billing/portal";
import { catalog } from "./catalog.ts";

/** What people can do in Stripe's portal. `portico portal plan` shows what a change here means, `portico portal apply` makes it so. */
export const portal = {
  full: { ...full, features: { ...full.features, subscription_update: changeWithin(catalog) } },
  payments,
} satisfies Portal;
