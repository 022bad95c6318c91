import { type BillingNeeds, findPaymentsOnly } from "@portico/billing";
import {
  apiKeysOf,
  defaultPaymentMethodOf,
  keepApiKey,
  markApiKeyRevoked,
  membersOf,
  newestInvoicesOf,
  organizationName,
  ownsSubscription,
  prepareStanding,
  subscriptionsOf,
} from "@portico/db";
import { keyStyleOf } from "./callers/api-key.ts";
import { mayManageAs } from "./callers/who-may.ts";
import type { AppDeps } from "./deps.ts";

type BillingDeps = Pick<AppDeps, "db" | "stripe" | "settings" | "now">;

/** What billing asks of the world, answered by our database and by Stripe. */
export function billingNeeds({ db, stripe, settings, now }: BillingDeps): BillingNeeds {
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
    now,
    keyStyle: keyStyleOf(settings),
    keepApiKey: (row) => keepApiKey(db, row),
    apiKeysOf: (organization) => apiKeysOf(db, organization),
    markApiKeyRevoked: (organization, id, at) => markApiKeyRevoked(db, organization, id, at),
    portalConfiguration: findPaymentsOnly(stripe.billingPortal.configurations, now),
    createPortalSession: (params) => stripe.billingPortal.sessions.create(params),
  };
}
