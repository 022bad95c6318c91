import { type BillingNeeds, refreshCustomer } from "@portico/billing";
import { keepPortalOffers, readPortalOffers } from "@portico/billing/portal";
import {
  apiKeysOf,
  auditEntriesOf,
  historyOf,
  keepApiKey,
  markApiKeyRevoked,
  membersOf,
  mirrorOf,
  organizationName,
  planNames,
  prepareStanding,
} from "@portico/db";
import { keyStyleOf } from "./callers/api-key.ts";
import type { AppDeps } from "./deps.ts";
import { portal } from "./portal.ts";

/** What billing asks of the world, answered by our database and by Stripe. */
export function billingNeeds({
  db,
  stripe,
  settings,
  now,
  pause,
  note,
  changes,
}: AppDeps): BillingNeeds {
  const tells = settings.hostWebhook !== null;
  const refreshing = { db, stripe, now, monotonic: () => performance.now(), tells };
  return {
    returnRule: { origins: settings.returnOrigins, livemode: settings.stripe.livemode },
    mayManageAs: (role) => settings.whoMay.write.includes(role),
    standingOf: prepareStanding(db),
    portal: {
      names: Object.keys(portal),
      offers: keepPortalOffers({
        read: () => readPortalOffers(stripe),
        now: () => now().getTime(),
      }),
    },
    organizationName: (organization) => organizationName(db, organization),
    membersOf: (organization) => membersOf(db, organization),
    mirrorOf: (customer) => mirrorOf(db, customer),
    now,
    keyStyle: keyStyleOf(settings),
    keepApiKey: (row, most) => keepApiKey(db, row, most),
    apiKeysOf: (organization) => apiKeysOf(db, organization),
    markApiKeyRevoked: (organization, id, at) => markApiKeyRevoked(db, organization, id, at),
    note,
    pause,
    refreshCustomer: (customer, cause) => refreshCustomer(refreshing, customer, cause),
    watch: changes.watch,
    auditEntriesOf: (organization, before, limit) =>
      auditEntriesOf(db, organization, before, limit),
    historyOf: (organization, page) => historyOf(db, organization, page),
    planNames: (products) => planNames(db, products),
    createPortalSession: (params) =>
      withoutCallSite(() => stripe.billingPortal.sessions.create(params)),
  };
}

/** The SDK notes where each call comes from, at a tenth of what opening a portal costs. */
function withoutCallSite<Result>(call: () => Result): Result {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return call();
  } finally {
    Error.stackTraceLimit = usual;
  }
}
