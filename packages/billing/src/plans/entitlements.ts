import type { PaidFor } from "@portico/db";
import { type AuditNeeds, refusalsAudited } from "../audit/audited.ts";
import type { Caller } from "../caller.ts";
import { Refused } from "../reasons.ts";
import { requireRight, type StandingNeeds } from "../standing.ts";
import type { SoldNeeds } from "./catalog-prices.ts";
import { type Entitlements, entitled } from "./entitled.ts";

export interface EntitlementNeeds {
  sold: Pick<SoldNeeds["sold"], "catalog">;
  /** From our rows alone, in one question at most. */
  paidFor(organization: string): Promise<PaidFor>;
  /** How many days a late payment takes nothing away. */
  graceDays: number;
  now(): Date;
}

export type ReadEntitlementsNeeds = EntitlementNeeds & StandingNeeds & AuditNeeds;

/** What an organization may do now, whoever asks. */
export async function entitlementsOf(
  { sold, paidFor, graceDays, now }: EntitlementNeeds,
  organization: string,
): Promise<Entitlements> {
  return entitled(sold.catalog, await paidFor(organization), { at: now(), graceDays });
}

/** What the caller's organization may do. */
export async function readEntitlements(
  needs: ReadEntitlementsNeeds,
  caller: Caller,
): Promise<Entitlements> {
  return refusalsAudited(needs, caller, "entitlements.read", async () => {
    const { organization } = await requireRight(needs, caller, "billing:read");
    return entitlementsOf(needs, organization);
  });
}

/** For servers, before they do what only some plans include. */
export async function requireFeature(
  needs: EntitlementNeeds,
  organization: string,
  feature: string,
) {
  const { features } = await entitlementsOf(needs, organization);
  if (!features.includes(feature)) throw new Refused("NOT_IN_PLAN");
}

/** For servers, before there are that many of something. */
export async function requireLimit(
  needs: EntitlementNeeds,
  organization: string,
  limit: string,
  many: number,
) {
  const { plans, limits, unknownPrices } = await entitlementsOf(needs, organization);
  const hasPlan = plans.length > 0 || unknownPrices.length > 0;
  const most = limits[limit] ?? (hasPlan ? Infinity : 0);
  if (many > most) throw new Refused("NOT_IN_PLAN");
}
