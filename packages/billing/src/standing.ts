import type { Standing } from "@portico/db";
import type { Caller } from "./caller.ts";
import { Refused } from "./reasons.ts";

export interface StandingNeeds {
  standingOf(organization: string, person: string): Promise<Standing>;
}

/** A key brings its own: it was read with the key. */
export async function standingOf(
  needs: StandingNeeds,
  caller: Caller,
  organization: string,
): Promise<Standing> {
  return "apiKey" in caller ? caller.standing : needs.standingOf(organization, caller.person);
}

/** A token outlives what it speaks of by up to a minute; what Clerk told us since counts more. */
export function requireGoodStanding(standing: Omit<Standing, "customer">) {
  if (standing.personDeleted) throw new Refused("USER_NOT_FOUND");
  if (standing.organizationDeleted) throw new Refused("ORGANIZATION_NOT_FOUND");
  if (standing.membershipEnded)
    throw new Refused("NOT_ALLOWED", {
      message: "You are no longer a member of this organization. Ask one of its admins.",
    });
}
