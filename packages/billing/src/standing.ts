import type { Standing } from "@portico/db";
import type { Caller } from "./caller.ts";
import { Refused } from "./reasons.ts";

export interface StandingNeeds {
  standingOf(organization: string, person: string, subscription?: string | null): Promise<Standing>;
}

/** A key brings its own: it was read with the key. */
export async function standingOf(
  needs: StandingNeeds,
  caller: Caller,
  organization: string,
  subscription: string | null = null,
): Promise<Standing> {
  return "apiKey" in caller
    ? caller.standing
    : needs.standingOf(organization, caller.person, subscription);
}

/** A token outlives what it speaks of by up to a minute; what Clerk told us since counts more. */
export function requireGoodStanding(
  standing: Pick<Standing, "personDeleted" | "organizationDeleted" | "membershipEnded">,
) {
  if (standing.personDeleted) throw new Refused("USER_NOT_FOUND");
  if (standing.organizationDeleted) throw new Refused("ORGANIZATION_NOT_FOUND");
  if (standing.membershipEnded)
    throw new Refused("NOT_ALLOWED", {
      message: "You are no longer a member of this organization. Ask one of its admins.",
    });
}
