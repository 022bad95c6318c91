import type { Standing } from "@portico/db";
import { type Caller, requireOrganization, requireScope, type Scope } from "./caller.ts";
import { Refused } from "./reasons.ts";

export interface StandingNeeds {
  standingOf(organization: string, person: string, subscription?: string | null): Promise<Standing>;
}

/** The caller's organization and how that stands, once nothing keeps them from doing this there. */
export async function requireRight(
  needs: StandingNeeds,
  caller: Caller,
  scope: Scope,
  subscription: string | null = null,
): Promise<{ organization: string; standing: Standing }> {
  const organization = requireOrganization(caller);
  requireScope(caller, scope);
  const standing = await standingOf(needs, caller, organization, subscription);
  requireGoodStanding(standing);
  return { organization, standing };
}

/** A key brings its own: it was read with the key. */
async function standingOf(
  needs: StandingNeeds,
  caller: Caller,
  organization: string,
  subscription: string | null,
): Promise<Standing> {
  return "apiKey" in caller
    ? caller.standing
    : needs.standingOf(organization, caller.person, subscription);
}

/** A token outlives what it speaks of by up to a minute; what Clerk told us since counts more. */
function requireGoodStanding(standing: Standing) {
  if (standing.personDeleted) throw new Refused("USER_NOT_FOUND");
  if (standing.organizationDeleted) throw new Refused("ORGANIZATION_NOT_FOUND");
  if (standing.membershipEnded)
    throw new Refused("NOT_ALLOWED", {
      message: "You are no longer a member of this organization. Ask one of its admins.",
    });
}
