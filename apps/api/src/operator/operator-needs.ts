import { setTimeout as wait } from "node:timers/promises";
import { type OperatorNeeds, WORKERS_SHARE } from "@portico/billing";
import {
  customersOfNobody,
  deadNotices,
  endedDoubles,
  historyOf,
  historyUntil,
  isMigrated,
  knowsOrganization,
  leasesBeyond,
  lettersIn,
  mirrorOf,
  organizationsWithSeveralCustomers,
  organizationsWithSeveralSubscriptions,
  organizationsWithoutPayers,
  planNames,
  pricesPaid,
  readDeployment,
  readFigures,
  replayDeadNotices,
  replayNotice,
  reviveErrands,
  reviveLetters,
  troubledErrands,
} from "@portico/db";
import type { ClerkKeys } from "../callers/clerk-keys.ts";
import { scopesOf } from "../callers/who-may.ts";
import { clerkPermissionsIn } from "../clerk-members.ts";
import { clerkOrganizations } from "../clerk-organizations.ts";
import type { AppDeps } from "../deps.ts";
import { pacedStripe } from "../workers/paced-stripe.ts";

interface World extends Pick<AppDeps, "db" | "stripe" | "catalog" | "portal" | "settings" | "now"> {
  clerkKeys: Pick<ClerkKeys, "refresh">;
}

/** What an operator's questions ask of the world; the same in the running API and beside it. */
export function operatorNeeds({
  db,
  stripe,
  catalog,
  portal,
  settings,
  clerkKeys,
  now,
}: World): OperatorNeeds {
  const { livemode } = settings.stripe;
  const prepareSync = (share: number, tells: boolean) => ({
    db,
    stripe: pacedStripe(settings, db, share),
    now,
    monotonic: () => performance.now(),
    wait: (milliseconds: number) => wait(milliseconds),
    // Without a host to tell, what is to be told would wait for ever.
    tells: tells && settings.hostWebhook !== null,
    catalog,
    graceDays: settings.graceDays,
  });
  return {
    now,
    db,
    prepareSync,
    prepareLink: () => ({
      ...prepareSync(WORKERS_SHARE, false),
      livemode,
      clerkOrganizations: () => clerkOrganizations(settings.clerk),
    }),
    stripe,
    livemode,
    graceDays: settings.graceDays,
    tells: settings.hostWebhook !== null,
    catalog,
    pricesPaid: () => pricesPaid(db),
    portal,
    webhookUrls: [settings.appUrl, `http://localhost:${settings.port}`].map(
      (origin) => `${origin}/webhooks/stripe`,
    ),
    askClerk: clerkKeys.refresh,
    isMigrated: () => isMigrated(db),
    readDeployment: () => readDeployment(db),
    readFigures: () => readFigures(db),
    knowsOrganization: (organization) => knowsOrganization(db, organization),
    historyOf: (organization, page) => historyOf(db, organization, page),
    historyUntil: (organization, at) => historyUntil(db, organization, at),
    planNames: (products) => planNames(db, products),
    lettersIn: (state, after, limit) => lettersIn(db, state, after, limit),
    reviveLetters: (id, at) => reviveLetters(db, id, at),
    deadNotices: (limit) => deadNotices(db, limit),
    replayNotice: (id, at) => replayNotice(db, id, at),
    replayDeadNotices: (at) => replayDeadNotices(db, at),
    troubledErrands: (limit) => troubledErrands(db, limit),
    reviveErrands: (id, at) => reviveErrands(db, id, at),
    organizationsWithSeveralCustomers: () => organizationsWithSeveralCustomers(db),
    organizationsWithSeveralSubscriptions: (statuses) =>
      organizationsWithSeveralSubscriptions(db, statuses),
    customersOfNobody: (statuses) => customersOfNobody(db, statuses),
    organizationsWithoutPayers: (statuses) =>
      organizationsWithoutPayers(db, settings.whoMay.write, statuses),
    permissionsIn: clerkPermissionsIn(settings.clerk),
    maySomebodyWith: (permissions) =>
      scopesOf(settings.whoMay, "", permissions).has("billing:write"),
    endedDoubles: (since) => endedDoubles(db, since),
    mirrorOf: (customer) => mirrorOf(db, customer),
    returnUrl: `${settings.appUrl}/organization#/plans`,
    leasesBeyond: (then) => leasesBeyond(db, then),
  };
}
