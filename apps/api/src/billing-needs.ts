import { type BillingNeeds, needsOf } from "@portico/billing";
import { keyStyleOf } from "./callers/api-key.ts";
import type { AppDeps } from "./deps.ts";

/** What billing asks of the world, as our settings say. */
export function billingNeeds(deps: AppDeps): BillingNeeds {
  const { db, stripe, catalog, portal, settings, now, pause, note, changes, countMembers } = deps;
  return needsOf({
    db,
    stripe,
    portals: Object.keys(portal),
    catalog,
    graceDays: settings.graceDays,
    returnRule: { origins: settings.returnOrigins, livemode: settings.stripe.livemode },
    taxes: settings.taxes,
    mayManageAs: (role) => settings.whoMay.write.includes(role),
    countMembers,
    keyStyle: keyStyleOf(settings),
    tells: settings.hostWebhook !== null,
    watch: changes.watch,
    note,
    now,
    pause,
  });
}
