import {
  apiKeysOf,
  auditEntriesOf,
  creditEntriesOf,
  creditsOf,
  creditsSpentSince,
  type Database,
  hadPlan,
  historyOf,
  keepApiKey,
  markApiKeyRevoked,
  membersOf,
  mirrorOf,
  organizationName,
  undoneErrandOf,
  plansByProduct,
  planNames,
  pastOf,
  prepareStanding,
} from "@portico/db";
import type Stripe from "stripe";
import { createSpending } from "./credits/spending/create-credits.ts";
import type { Catalog } from "./plans/catalog.ts";
import { keepSold } from "./plans/catalog-prices.ts";
import { createPaidFor } from "./plans/create-paid-for.ts";
import { readPortalOffers } from "./portal/offers.ts";
import { refreshCustomer } from "./projecting/refresh-customer.ts";
import type { BillingNeeds } from "./router.ts";
import { keepNamed } from "./stripe/keep-named.ts";

/** What is for the server to say that billing is mounted in. */
export interface Host extends Pick<
  BillingNeeds,
  | "returnRule"
  | "taxes"
  | "graceDays"
  | "mayManageAs"
  | "countMembers"
  | "keyStyle"
  | "watch"
  | "note"
  | "now"
  | "pause"
> {
  db: Database;
  stripe: Stripe;
  /** Every portal configuration a client may name. */
  portals: readonly string[];
  /** What is sold. */
  catalog: Catalog;
  /** Whether somebody is told what changed, by `tellHost`. */
  tells: boolean;
}

/** What billing asks of the world, answered by our database and by Stripe, beside what the host says. */
export function needsOf({ db, stripe, portals, catalog, tells, ...said }: Host): BillingNeeds {
  const { now, graceDays } = said;
  const monotonic = () => performance.now();
  const refreshing = { db, stripe, now, monotonic, tells, catalog, graceDays };
  return {
    ...said,
    db,
    stripe,
    standingOf: prepareStanding(db),
    paidFor: createPaidFor({ db, now }),
    portal: {
      names: portals,
      offers: keepNamed({
        read: () => readPortalOffers(stripe),
        now: () => now().getTime(),
      }).find,
    },
    sold: keepSold({ db, stripe, now }, catalog),
    organizationName: (organization) => organizationName(db, organization),
    membersOf: (organization) => membersOf(db, organization),
    mirrorOf: (customer) => mirrorOf(db, customer),
    hadPlan: (organization) => hadPlan(db, organization),
    keepApiKey: (row, most) => keepApiKey(db, row, most),
    apiKeysOf: (organization, at) => apiKeysOf(db, organization, at),
    markApiKeyRevoked: (organization, id, at) => markApiKeyRevoked(db, organization, id, at),
    refreshCustomer: (customer, cause) => refreshCustomer(refreshing, customer, cause),
    auditEntriesOf: (organization, before, limit) =>
      auditEntriesOf(db, organization, before, limit),
    historyOf: (organization, page) => historyOf(db, organization, page),
    pastOf: (organization, objects) => pastOf(db, organization, objects),
    spend: createSpending({ db, now }),
    creditsOf: (organization, at) => creditsOf(db, organization, at),
    creditEntriesOf: (organization, page) => creditEntriesOf(db, organization, page),
    creditsSpentSince: (organization, since) => creditsSpentSince(db, organization, since),
    planNames: (products) => planNames(db, products),
    plansByProduct: (products) => plansByProduct(db, products),
    undoneErrandOf: (kind, subject) => undoneErrandOf(db, kind, subject),
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
