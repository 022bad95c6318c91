import type { BillingNeeds } from "@portico/billing";
import {
  type Database,
  defaultPaymentMethodOf,
  membersOf,
  newestInvoicesOf,
  organizationName,
  ownsSubscription,
  prepareStanding,
  subscriptionsOf,
} from "@portico/db";
import type Stripe from "stripe";
import { mayManageAs } from "./callers/who-may.ts";
import type { Settings } from "./settings.ts";

/** What billing asks of the world, answered by our database and by Stripe. */
export function billingNeeds(db: Database, stripe: Stripe, settings: Settings): BillingNeeds {
  return {
    returnRule: { origins: settings.returnOrigins, livemode: settings.stripe.livemode },
    mayManageAs,
    standingOf: prepareStanding(db),
    ownsSubscription: (organization, subscription) =>
      ownsSubscription(db, organization, subscription),
    organizationName: (organization) => organizationName(db, organization),
    membersOf: (organization) => membersOf(db, organization),
    subscriptionsOf: (customer) => subscriptionsOf(db, customer),
    defaultPaymentMethodOf: (customer) => defaultPaymentMethodOf(db, customer),
    newestInvoicesOf: (customer, limit) => newestInvoicesOf(db, customer, limit),
    createPortalSession: (params) => stripe.billingPortal.sessions.create(params),
  };
}
